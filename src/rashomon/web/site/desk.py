"""What all pages have in common: the corpus they are made of, and what one may do on the site."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from rashomon.store import Corpus
from rashomon.web.site.comparisons import Comparisons
from rashomon.web.site.pictures import Pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The corpus a site shows; ``token`` is in its forms and nowhere else, new each time it is started.

    ``user`` is the name under which judgements are kept unless another one is given.
    """

    path: Path
    may_write: bool = False
    user: str | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    comparisons: Comparisons = field(default_factory=Comparisons)
    pictures: Pictures = field(default_factory=Pictures)

    def open(self) -> Corpus:
        """Open the corpus; a connection belongs to one thread, and opening takes about a millisecond."""
        return Corpus(self.path)
