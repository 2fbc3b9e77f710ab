"""``rashomon serve``: a corpus as a site on this machine."""

from __future__ import annotations

import getpass
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rashomon.store import Corpus
    from rashomon.web.site.comparisons import Comparisons

HOST, PORT = "127.0.0.1", 8417
WARM_SECONDS = 3.0
"""How long it starts by comparing the newest stories, for their list to say where they differ."""


@click.command()
@click.argument("corpus", metavar="CORPUS", type=click.Path())
@click.option("--host", default=HOST, metavar="ADDRESS", help=f"Serve on this address; {HOST} if not given.")
@click.option(
    "--port",
    default=PORT,
    metavar="N",
    type=click.IntRange(0, 65535),
    help=f"{PORT} if not given; 0 for any that is free.",
)
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="A name it goes by; as many as you like."
)
@click.option("--write", is_flag=True, help="Let people say what is the same and what is not.")
@click.option("--by", metavar="NAME", help="Who says so; your name on this machine if not given.")
def serve(corpus: str, host: str, port: int, names: tuple[str, ...], *, write: bool, by: str | None) -> None:
    """Show a corpus as a site, on this machine alone unless --host says otherwise.

    Stories with what differs in them, reports with all that is marked in their text, speakers and a search.
    It asks for nothing from elsewhere, and writes nothing. With --write, reports that wait for a story are
    put into one before it starts, and what people say is the same or not is kept. Ctrl-C ends it.
    """
    from rashomon.cli.grouping import group, tell_waiting
    from rashomon.store import Corpus
    from rashomon.text import printable
    from rashomon.web.site import serving

    serving.check_extra()
    from rashomon.web.site.app import make_site
    from rashomon.web.site.comparisons import Comparisons

    comparisons = Comparisons()
    with Corpus(corpus) as opened:
        if write:
            group(opened)
        else:
            tell_waiting(opened)
        _warm(opened, comparisons)
    site = make_site(
        Path(corpus),
        names=serving.choose_names(host, names),
        may_write=write,
        user=by or _name_user(),
        comparisons=comparisons,
    )
    with serving.open_socket(host, port) as listening:
        what = "to read and to judge" if write else "for reading"
        click.echo(printable(f"{serving.write_address(listening)} shows {corpus} {what}; Ctrl-C ends it"))
        if not serving.is_loopback(host):
            click.echo("everybody who can reach this machine can see it, without a password", err=True)
        serving.serve(site, listening)


def _name_user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None


def _warm(corpus: Corpus, comparisons: Comparisons) -> None:
    """Compare the newest stories, as long as that takes no longer than people wait."""
    from rashomon.cli.stories import AT_LEAST, LIMIT

    until = time.monotonic() + WARM_SECONDS
    for row in corpus.stories(limit=LIMIT, at_least=AT_LEAST):
        if time.monotonic() > until:
            break
        comparisons.prepare(corpus, [row.id])
