"""``rashomon demo``: twelve invented stories as a corpus, and the site that shows them."""

from __future__ import annotations

import webbrowser
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from rashomon.cli.add import add
from rashomon.cli.stories import AT_LEAST, group
from rashomon.text import printable

HOST, PORT = "127.0.0.1", 8417
NAME = "demo.corpus"


@click.command()
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(file_okay=False))
@click.option(
    "--port",
    default=PORT,
    metavar="N",
    type=click.IntRange(0, 65535),
    help=f"{PORT} if not given; 0 for any that is free.",
)
@click.option("--no-browser", is_flag=True, help="Open no browser; go to the address yourself.")
@click.option("--no-serve", is_flag=True, help="Set the corpus up in FOLDER, and no more.")
@click.pass_context
def demo(context: click.Context, folder: str | None, port: int, *, no_browser: bool, no_serve: bool) -> None:
    """Set up a corpus of twelve invented stories and show it as a site on this machine.

    The corpus is FOLDER/demo.corpus; in a folder of its own that is gone at the end if none is given. The
    reports are read as any others are, which takes some seconds, the first time alone. The encoder has seen
    these stories in training, so that it reads them somewhat better than other news. Ctrl-C ends it.
    """
    if no_serve and folder is None:
        raise click.UsageError("--no-serve needs a FOLDER: else the corpus is gone at the end")
    if not no_serve:
        from rashomon.web.site.serving import check_extra

        check_extra()
    with _open_folder(folder) as opened:
        corpus = opened / NAME
        _set_up(context, corpus)
        if no_serve:
            click.echo(printable(f"To look at it: rashomon stories {corpus}, or rashomon serve {corpus}"))
        else:
            _serve(corpus, port, opens_browser=not no_browser)


@contextmanager
def _open_folder(folder: str | None) -> Generator[Path]:
    if folder is None:
        with TemporaryDirectory(prefix="rashomon-demo-") as made:
            yield Path(made)
        return
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{folder} cannot be made: {error}") from error
    yield Path(folder)


def _set_up(context: click.Context, corpus: Path) -> None:
    """Code the pages into the corpus, unless they are in it, and put them into stories."""
    from rashomon.demo import PAGES
    from rashomon.store import Corpus
    from rashomon.stories import list_stories

    context.invoke(add, corpus=str(corpus), inputs=(str(PAGES),))
    with Corpus(corpus) as opened:
        group(opened)
        for _ in list_stories(opened, limit=None, at_least=AT_LEAST):
            pass


def _serve(corpus: Path, port: int, *, opens_browser: bool) -> None:
    from rashomon.web.site import serving
    from rashomon.web.site.app import make_site

    site = make_site(corpus, names=serving.choose_names(HOST), may_write=True, user=None)
    with serving.open_socket(HOST, port) as listening:
        address = serving.write_address(listening)
        click.echo(f"{address} shows the demo, to read and to judge; Ctrl-C ends it")
        if opens_browser and not webbrowser.open(address):
            click.echo("no browser could be opened: go to the address yourself", err=True)
        serving.serve(site, listening)
