"""What can go wrong, as one small tree.

    RashomonError
    ├── UnreadableInput    the file or stream cannot be opened or decoded at all
    ├── BadRecord          JSON that is not the record it should be; says where
    ├── BadLexicon         a lexicon or option file with a mistake; says the file and the entry
    ├── MissingExtra       a part that needs a library which is not installed; names the extra
    ├── BadWeights         the encoder's files are missing, damaged or of another version
    ├── BadCorpus          a file that is no corpus, is damaged, or was made by a newer Rashomon
    ├── UnwritableCorpus   a corpus that cannot be added to: disk full, read-only, or held by another program
    ├── NoWorkers          a cluster, or processes of this machine, that are not there to do the work
    ├── BadExport          an export that cannot be made as asked, or not written where it is to go
    └── Unservable         an address or a port that a site cannot be served on

A report that is no report is not an error: it is a ``Dropped`` record with its reason.
"""


class RashomonError(Exception):
    """The root of every error that Rashomon raises on purpose."""


class UnreadableInput(RashomonError):
    """A file or stream that cannot be opened, or whose form is not what was asked for."""


class BadRecord(RashomonError):
    """JSON that does not hold the record it should."""


class BadLexicon(RashomonError):
    """A lexicon or option file with a mistake in it."""


class MissingExtra(RashomonError):
    """A part of Rashomon whose library is not installed."""


class BadWeights(RashomonError):
    """Encoder files that are missing, damaged or made for another version."""


class BadCorpus(RashomonError):
    """A file that is no corpus, is damaged, or was made by a newer Rashomon."""


class UnwritableCorpus(RashomonError):
    """A corpus that cannot be added to: the disk is full, read-only, or another program holds it."""


class NoWorkers(RashomonError):
    """A cluster that cannot be reached or has no workers, or processes that do not start."""


class BadExport(RashomonError):
    """An export that cannot be made as it was asked for, or not written where it is to go."""


class Unservable(RashomonError):
    """An address that is not this machine's, or a port that another program has."""
