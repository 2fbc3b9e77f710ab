"""The site: one table of addresses, each of which answers as a page, as JSON and, if a table, as CSV."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable, Collection, Mapping
from functools import cache, partial
from hashlib import blake2b
from http import HTTPStatus
from importlib import resources
from pathlib import Path
from urllib.parse import parse_qsl, quote

import msgspec
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from rashomon.errors import BadCorpus, UnwritableCorpus
from rashomon.web.pages import open_templates
from rashomon.web.site.answers import Answer, Query, write_csv
from rashomon.web.site.charts import (
    draw_chart,
    draw_speaker,
    send_vega,
    show_chart,
    specify_chart,
    specify_speaker,
)
from rashomon.web.site.comparisons import Comparisons
from rashomon.web.site.desk import Desk
from rashomon.web.site.guards import LOOPBACK, Guard
from rashomon.web.site.joins import show_joins
from rashomon.web.site.judgements import keep_judgement, show_judgements, undo_judgement
from rashomon.web.site.reports import show_report
from rashomon.web.site.searches import show_search
from rashomon.web.site.speakers import show_speaker, show_speakers
from rashomon.web.site.stories import show_stories, show_story

Show = Callable[[Desk, Query, Query], Answer]
Draw = Callable[[Desk, Query, Query], str]
Act = Callable[[Desk, Query, Query], str]
"""Does what a form asks for and gives the address of the page to go on with."""

Send = Callable[[Request], Awaitable[Response]]

PAGES: tuple[tuple[str, Show], ...] = (
    ("/stories", show_stories),
    ("/stories/{id}", show_story),
    ("/stories/{id}/joins", show_joins),
    ("/stories/{id}/charts/{kind}", show_chart),
    ("/reports/{id}", show_report),
    ("/speakers", show_speakers),
    ("/speakers/{name:path}", show_speaker),
    ("/search", show_search),
    ("/judgements", show_judgements),
)
SVG, VEGA, SCRIPT = "image/svg+xml", "application/json", "text/javascript"
PICTURES: tuple[tuple[str, Draw, str], ...] = (
    ("/stories/{id}/charts/{kind}.svg", draw_chart, SVG),
    ("/stories/{id}/charts/{kind}.vl.json", specify_chart, VEGA),
    ("/charts/speaker.svg", draw_speaker, SVG),
    ("/charts/speaker.vl.json", specify_speaker, VEGA),
    ("/charts/vega.js", send_vega, SCRIPT),
)
ACTS: tuple[tuple[str, Act], ...] = (
    ("/judgements", keep_judgement),
    ("/judgements/{number}/undo", undo_judgement),
)
HOME = "/stories"
FORMS = (".json", ".csv")
MOST_FORM_BYTES = 16_384
STATIC = {"site.css": "text/css", "site.js": SCRIPT, "charts.js": SCRIPT, "icon.svg": SVG}

REASONS = {
    400: "That cannot be asked",
    403: "That is not allowed",
    404: "There is no such page",
    405: "That cannot be done here",
    413: "That is too much",
    503: "The corpus cannot be used",
}

_UNUSABLE = "The corpus cannot be read or written just now; the server's log says why."

_log = logging.getLogger(__name__)


def make_site(
    path: Path,
    *,
    names: Collection[str] = LOOPBACK,
    may_write: bool = False,
    user: str | None = None,
    comparisons: Comparisons | None = None,
) -> ASGIApp:
    """Make the site of a corpus, to be served by any ASGI server.

    Args:
        path: the corpus.
        names: the names under which it is served; what is asked under another one is refused.
        may_write: whether judgements can be kept and undone; else nothing can be changed.
        user: under whose name judgements are kept unless another one is given.
        comparisons: stories that are laid side by side already.
    """
    desk = Desk(path=path, may_write=may_write, user=user, comparisons=comparisons or Comparisons())
    _read_templates()
    routes = [
        Route("/", _go_home),
        Route("/static/{name}", partial(_guarded, desk, _send_static)),
        *(
            Route(address, partial(_guarded, desk, partial(_send_picture, desk, draw, media_type)))
            for address, draw, media_type in PICTURES
        ),
        *(
            Route(f"{address}{form}", partial(_guarded, desk, partial(_send_page, desk, show, form)))
            for address, show in PAGES
            for form in (*FORMS, "")
        ),
        *(
            Route(address, partial(_guarded, desk, partial(_send_done, desk, act)), methods=["POST"])
            for address, act in ACTS
        ),
    ]
    handlers = {HTTPException: partial(_send_error, desk)}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), names)  # pyright: ignore


async def _go_home(_: Request) -> Response:
    return RedirectResponse(HOME, 307)


async def _guarded(desk: Desk, send: Send, request: Request) -> Response:
    """Answer; whatever goes wrong is a page that says so in a sentence."""
    try:
        return await send(request)
    except HTTPException as error:
        return await _send_error(desk, request, error)
    except (BadCorpus, UnwritableCorpus) as error:
        _log.warning("%s", error)
        return await _send_error(desk, request, HTTPException(503, _UNUSABLE))
    except Exception as error:  # noqa: BLE001 - the last line of defence: a page, not a trace
        _log.error("a fault in Rashomon itself: %s: %s", type(error).__name__, error)
        return await _send_error(desk, request, HTTPException(500, "A fault in Rashomon itself."))


async def _send_page(desk: Desk, show: Show, form: str, request: Request) -> Response:
    parts = {name: str(value) for name, value in request.path_params.items()}
    # Of a filter that is given twice the last counts; one that is left empty in a form is none.
    query = {name: value for name, value in request.query_params.items() if value.strip()}
    return await run_in_threadpool(_make_page, desk, partial(show, desk, parts, query), form, request)


def _make_page(desk: Desk, show: Callable[[], Answer], form: str, request: Request) -> Response:
    answer = show()
    if f"{answer.address}{form}" != request.scope["path"]:
        return RedirectResponse(f"{quote(answer.address)}{form}", 307)
    if form == ".json":
        return Response(answer.data(), media_type="application/json")
    if form == ".csv":
        named = {"Content-Disposition": 'attachment; filename="rashomon.csv"'}
        return Response(write_csv(answer.table()), media_type="text/csv", headers=named)
    query = f"?{request.url.query}" if request.url.query else ""
    links = [(form[1:].upper(), f"{quote(answer.address)}{form}{query}") for form in FORMS]
    values = {**answer.values, "answer": answer, "links": links, "address": f"{answer.address}{query}"}
    after = None if answer.after is None else BackgroundTask(_do_after, answer.after)
    return Response(_render(desk, answer.template, values), media_type="text/html", background=after)


def _do_after(after: Callable[[], None]) -> None:
    """Do what is left when a page has been sent; a fault is told in the log alone, for nobody waits."""
    try:
        after()
    except Exception as error:  # noqa: BLE001 - as for pages
        _log.error("a fault in Rashomon itself: %s: %s", type(error).__name__, error)


def _render(desk: Desk, template: str, values: Mapping[str, object]) -> str:
    found = open_templates().get_template(f"site/{template}")
    return found.render(desk=desk, corpus=desk.path.name, static=_digest_static(), **values)


async def _send_picture(desk: Desk, draw: Draw, media_type: str, request: Request) -> Response:
    parts = {name: str(value) for name, value in request.path_params.items()}
    picture = await run_in_threadpool(draw, desk, parts, dict(request.query_params))
    kept = "max-age=86400" if media_type == SCRIPT else "no-cache"
    return Response(picture, media_type=media_type, headers={"Cache-Control": kept})


async def _send_done(desk: Desk, act: Act, request: Request) -> Response:
    if not desk.may_write:
        raise HTTPException(
            403, "This site is for reading only: rashomon serve --write lets judgements be kept."
        )
    form = await _read_form(request)
    if not secrets.compare_digest(form.get("token", "").encode(), desk.token.encode()):
        raise HTTPException(403, "This form is of an earlier start of the site: load its page again.")
    parts = {name: str(value) for name, value in request.path_params.items()}
    return RedirectResponse(await run_in_threadpool(act, desk, parts, form), 303)


async def _read_form(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_FORM_BYTES:
            raise HTTPException(413, "This form is too long.")
    return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=50))


async def _send_error(desk: Desk, request: Request, error: Exception) -> Response:
    status, reason = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "")
    title = REASONS.get(status, "That did not work")
    told = reason if reason not in ("", HTTPStatus(status).phrase) else title + "."
    if request.url.path.endswith(".json"):
        return Response(msgspec.json.encode({"error": told}), status, media_type="application/json")
    values = {"answer": None, "links": (), "title": title, "reason": told}
    return Response(_render(desk, "error.html", values), status, media_type="text/html")


async def _send_static(request: Request) -> Response:
    name = str(request.path_params["name"])
    if name not in STATIC:
        raise HTTPException(404, "There is no such file.")
    kept = {"Cache-Control": "max-age=86400"}
    return Response(read_static(name), media_type=STATIC[name], headers=kept)


@cache
def read_static(name: str) -> bytes:
    """Read a file of the site; the style of the pages of single stories goes before its own."""
    folder = resources.files("rashomon.web")
    before = (folder / "templates" / "page.css").read_bytes() if name == "site.css" else b""
    return before + (folder / "static" / name).read_bytes()


@cache
def _read_templates() -> None:
    """Read all templates, which takes some tenths of a second, before the first page is asked for."""
    environment = open_templates()
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


@cache
def _digest_static() -> dict[str, str]:
    """Give the address of each file of the site, another one when it changes."""
    return {
        name: f"/static/{name}?{blake2b(read_static(name), digest_size=6).hexdigest()}" for name in STATIC
    }
