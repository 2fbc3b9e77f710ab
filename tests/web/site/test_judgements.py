"""What people say on the site is kept with who and when, obeyed, and undone; and only where it may be."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient


def find_story(client: TestClient) -> str:
    return client.get("/stories.json").json()[0]["id"]


def find_token(client: TestClient) -> str:
    found = re.search(
        r'name="token" value="([^"]+)"', client.get(f"/stories/{find_story(client)}/joins").text
    )
    assert found
    return found[1]


def list_events(client: TestClient) -> list[Any]:
    return client.get(f"/stories/{find_story(client)}.json").json()["happenings"]


def find_joined(client: TestClient) -> list[str]:
    """Give the events of a happening that several reports tell."""
    return next(
        [one["event"] for one in group["events"]] for group in list_events(client) if len(group["events"]) > 1
    )


def test_two_happenings_are_parted_and_joined_again(writable: TestClient) -> None:
    one, other, *_ = find_joined(writable)
    before = list_events(writable)
    back = f"/stories/{find_story(writable)}/joins"
    said = {"token": find_token(writable), "says": "split", "one": one, "back": back, "by": "Ana Brekke"}

    answer = writable.post("/judgements", data=said)

    assert answer.url.path == back
    assert len(list_events(writable)) == len(before) + 1
    (kept,) = writable.get("/judgements.json").json()
    assert (kept["says"], kept["left_id"], kept["by"]) == ("split", one, "Ana Brekke")
    assert re.match(r"\d{4}-\d\d-\d\dT", kept["at"])
    writable.post(f"/judgements/{kept['number']}/undo", data={"token": said["token"]})
    assert list_events(writable) == before
    assert writable.get("/judgements.json").json() == []
    assert other


def test_the_buttons_of_the_page_say_what_their_forms_send(writable: TestClient) -> None:
    page = html.fromstring(writable.get(f"/stories/{find_story(writable)}/joins").text)
    form = next(one for one in page.forms if dict(one.form_values()).get("says") == "split")

    answer = writable.post(str(form.action), data=dict(form.form_values()))

    assert answer.status_code == 200
    (kept,) = writable.get("/judgements.json").json()
    assert kept["by"] == "ana"
    undo = html.fromstring(writable.get("/judgements").text).xpath("//main//form")[0]
    writable.post(str(undo.action), data=dict(undo.form_values()))
    assert writable.get("/judgements.json").json() == []


def test_a_storys_joins_tell_what_was_said_of_it_by_whom_and_in_which_words(writable: TestClient) -> None:
    one, *_ = find_joined(writable)
    back = f"/stories/{find_story(writable)}/joins"
    assert "What people said" not in writable.get(back).text
    said = {"token": find_token(writable), "says": "split", "one": one, "back": back, "by": "Ana Brekke"}

    answer = writable.post("/judgements", data=said)

    (row,) = html.fromstring(answer.text).xpath("//table[caption[contains(., 'Judgements')]]/tbody/tr")
    assert "Ana Brekke" in row.text_content()
    (link,) = row.xpath(".//a[@class='words']")
    shown = html.fromstring(writable.get(link.get("href")).text).xpath("//*[contains(@class, 'asked')]")
    assert "".join(piece.text_content() for piece in shown) == link.text_content()
    undo = next(form for form in html.fromstring(answer.text).forms if str(form.action).endswith("/undo"))
    assert writable.post(str(undo.action), data=dict(undo.form_values())).url.path == back


def test_a_report_that_is_not_of_a_story_gets_its_own(writable: TestClient) -> None:
    story = writable.get(f"/stories/{find_story(writable)}.json").json()
    said = {"token": find_token(writable), "says": "split", "one": story["reports"][0]["id"]}

    answer = writable.post("/judgements", data=said)

    after = writable.get("/stories.json?at_least=1").json()
    assert len(after) == 2
    (link,) = html.fromstring(answer.text).xpath("//table//a[@class='words']")
    assert (answer.url.path, link.get("href")) == ("/judgements", f"/reports/{said['one']}")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"says": "same", "one": "none", "other": "such"}, 404),
        ({"says": "same"}, 400),
        ({"says": "same", "one": "none"}, 400),
        ({"says": "split", "one": ""}, 400),
        ({"says": "like", "one": "none", "other": "such"}, 400),
        ({"token": ""}, 403),
        ({"token": "guessed"}, 403),
    ],
)
def test_what_cannot_be_said_is_told(writable: TestClient, said: dict[str, str], status: int) -> None:
    answer = writable.post("/judgements", data={"token": find_token(writable), **said})

    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert writable.get("/judgements.json").json() == []


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil", "javascript:1", ""])
def test_nobody_is_led_away_from_the_site(writable: TestClient, back: str) -> None:
    said = {"token": find_token(writable), "says": "split", "one": find_joined(writable)[0], "back": back}

    answer = writable.post("/judgements", data=said, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/judgements")


@pytest.mark.parametrize("number", ["7", "-1", "x", "9" * 400])
def test_what_was_never_said_cannot_be_undone(writable: TestClient, number: str) -> None:
    answer = writable.post(f"/judgements/{number}/undo", data={"token": find_token(writable)})

    assert answer.status_code == 404


def test_a_form_that_is_too_long_is_refused(writable: TestClient) -> None:
    assert writable.post("/judgements", data={"by": "x" * 20_000}).status_code == 413


def test_a_site_for_reading_has_no_buttons_and_keeps_nothing(site: TestClient) -> None:
    page = html.fromstring(site.get(f"/stories/{find_story(site)}/joins").text)

    assert not [form for form in page.forms if form.method == "POST"]
    answer = site.post("/judgements", data={"says": "split", "one": find_joined(site)[0]})
    assert answer.status_code == 403
    assert "rashomon serve --write" in answer.text
