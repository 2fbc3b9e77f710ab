"""The command line: ``rashomon COMMAND``, one file a command, thin over the library.

Exit codes: 0 all went well, 1 some inputs gave no account (or the reader of the output went away), 2 wrong
use or wrong set-up, 70 a fault in Rashomon itself, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from rashomon.cli.add import add
from rashomon.cli.chart import chart
from rashomon.cli.compare import compare
from rashomon.cli.demo import demo
from rashomon.cli.export import export
from rashomon.cli.judge import judge
from rashomon.cli.quotes import quotes
from rashomon.cli.read import read
from rashomon.cli.recode import recode
from rashomon.cli.search import search
from rashomon.cli.serve import serve
from rashomon.cli.stats import stats
from rashomon.cli.stories import stories
from rashomon.cli.watch import watch
from rashomon.errors import RashomonError
from rashomon.version import __version__

ENCODER = Path(__file__).parents[1] / "encode" / "weights"
"""Where the encoder's files lie; what loads them would load numpy, to tell one number."""


def _tell_version(context: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if not asked:
        return
    weights = json.loads((ENCODER / "weights.json").read_text("utf-8"))["id"]
    click.echo(f"rashomon {__version__}, weights {weights}")
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Show the version and the id of the weights, as every account has them, and exit.",
)
def cli() -> None:
    """Read news reports and keep every fact tied to the voice that vouches for it."""


cli.add_command(demo)
cli.add_command(read)
cli.add_command(add)
cli.add_command(watch)
cli.add_command(recode)
cli.add_command(search)
cli.add_command(quotes)
cli.add_command(stats)
cli.add_command(stories)
cli.add_command(judge)
cli.add_command(compare)
cli.add_command(serve)
cli.add_command(chart)
cli.add_command(export)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code; errors are one line on stderr, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        code = cli.main(arguments, prog_name="rashomon", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "rashomon"
        return _complain(f"{command}: {error.format_message()} (see {command} --help)", 2)
    except (click.ClickException, RashomonError) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        return _complain(f"rashomon: {message}", 2)
    except (click.Abort, KeyboardInterrupt):
        return _complain("rashomon: stopped", 130)
    except BrokenPipeError:
        # Python flushes stdout once more as it exits: give it somewhere to write.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - the last line of defence: a person gets a sentence
        return _complain(f"rashomon: a fault in Rashomon itself: {type(error).__name__}: {error}", 70)
    return code or 0


def _complain(message: str, code: int) -> int:
    from rashomon.text import printable

    click.echo(printable(" ".join(message.split())), err=True)
    return code
