"""Loaded words of a report: by which words who colours whom or what.

>>> from rashomon.extract import load_lexicon
>>> load_lexicon().loaded["so - called"].tone
'neg'
"""

from rashomon.extract.labels.finding import find_labels

__all__ = ["find_labels"]
