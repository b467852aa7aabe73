"""How one comes in, and how nobody else does."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from coaching.faces.web.guarding import DOOR, SESSION
from coaching.faces.web.signature import read_signed, signature_of
from tests.services.groups import Things
from tests.web.sites import TOKEN, Pages, plain


def init_data(site: Pages, who: str = "owner", *, age: float = 10, token: str = TOKEN, **more: str) -> str:
    """What Telegram would hand over."""
    from urllib.parse import urlencode

    at = int((site.group.clock.now - timedelta(seconds=age)).timestamp())
    user = json.dumps({"id": site.learner(who).user_id, "first_name": "É & é"})
    fields = {"auth_date": str(at), "query_id": "AAH", "user": user, "signature": "ed25519", **more}
    return urlencode(fields | {"hash": signature_of(fields, token)})


async def by_app(site: Pages, data: str) -> int:
    visitor = site.stranger()
    await visitor.get("/app")
    await visitor.post("/app", form={"init_data": data})
    return (await visitor.get("/")).status


async def test_a_link_lets_in_once(site: Pages) -> None:
    link = await site.link("owner")
    first, second = site.stranger(), site.stranger()

    assert (await first.get(link)).status == 200
    came = await first.post("/in", form={"link": link.removeprefix("/in/")})
    await second.get(link)
    late = await second.post("/in", form={"link": link.removeprefix("/in/")})

    assert (came.status, came.to) == (303, "/")
    assert (await first.get("/")).status == 200
    assert late.status == (await second.get("/")).status == 401


async def test_to_look_at_a_link_uses_nothing_up(site: Pages) -> None:
    link = await site.link("owner")
    for _ in range(3):
        await site.stranger().get(link)
    visitor = site.stranger()
    await visitor.get(link)

    assert (await visitor.post("/in", form={"link": link.removeprefix("/in/")})).status == 303


@pytest.mark.parametrize(("seconds", "status"), [(599, 303), (600, 401)])
async def test_a_link_holds_ten_minutes(site: Pages, seconds: int, status: int) -> None:
    link = await site.link("owner")
    site.group.clock.turn(seconds)
    visitor = site.stranger()
    await visitor.get(link)

    assert (await visitor.post("/in", form={"link": link.removeprefix("/in/")})).status == status


async def test_a_new_link_ends_the_one_before(site: Pages) -> None:
    old = await site.link("owner")
    await site.link("owner")
    visitor = site.stranger()
    await visitor.get(old)

    assert (await visitor.post("/in", form={"link": old.removeprefix("/in/")})).status == 401


async def test_a_session_ends_after_half_a_day_and_when_its_holder_says_so(site: Pages) -> None:
    one, other = await site.visitor("owner"), await site.visitor("owner")

    await one.post("/out")
    gone = (await one.get("/")).status, (await other.get("/")).status
    site.group.clock.turn(12 * 3600)

    assert gone == (401, 200)
    assert (await other.get("/")).status == 401


async def test_what_telegram_signed_lets_in(site: Pages) -> None:
    assert await by_app(site, init_data(site)) == 200


async def test_what_telegram_signed_lets_in_once(site: Pages) -> None:
    data = init_data(site)

    assert [await by_app(site, data), await by_app(site, data)] == [200, 401]


@pytest.mark.parametrize(("age", "status"), [(3599, 200), (3601, 401), (-50, 200), (-90, 401)])
async def test_what_telegram_signed_holds_an_hour(site: Pages, age: float, status: int) -> None:
    assert await by_app(site, init_data(site, age=age)) == status


async def test_what_somebody_else_signed_lets_nobody_in(site: Pages) -> None:
    sound = init_data(site)
    forged = [
        init_data(site, token="8:another-bots-token"),
        sound.replace(f"%22id%22%3A+{site.learner('owner').user_id}", "%22id%22%3A+9"),
        sound + "&start_param=more",
        sound + "&user=%7B%22id%22%3A9%7D",
        sound.partition("&hash=")[0],
        sound.partition("&hash=")[0] + "&hash=",
        "",
        "hash",
        "%FF=%FF&hash=%FF",
    ]

    assert [await by_app(site, one) for one in forged] == [401] * len(forged)


def test_without_a_token_nobody_signed_anything() -> None:
    fields = {"auth_date": "1", "user": '{"id": 1}'}

    assert read_signed(f"auth_date=1&user=%7B%22id%22%3A+1%7D&hash={signature_of(fields, '')}", "") is None


async def test_somebody_the_bot_never_met_stays_outside(site: Pages) -> None:
    assert await by_app(site, init_data(site, user=json.dumps({"id": 123456}))) == 401


async def test_every_page_is_closed_to_whoever_is_not_signed_in(site: Pages, things: Things) -> None:
    stranger = site.stranger()
    paths = ["/", f"/c/{site.group.id}", f"/m/{things.member.id}", "/nothing/of/the/kind"]

    answers = {(one.status, one.text) for path in paths for one in [await stranger.get(path)]}

    assert len(answers) == 1
    assert answers.pop()[0] == 401


async def test_a_form_without_its_token_changes_nothing(site: Pages, things: Things) -> None:
    owner = await site.visitor("owner")
    path = f"/c/{site.group.id}/r/{things.result}/comment"

    refused = [await owner.post(path, csrf=csrf, form={"text": "Non"}) for csrf in ("", "0" * 64)]
    page = await owner.get(f"/c/{site.group.id}/r/{things.result}")

    assert [one.status for one in refused] == [403, 403]
    assert "Non</p>" not in page.text


async def test_cookies_are_for_this_site_and_no_script(site: Pages) -> None:
    visitor = site.stranger()
    link = await site.link("owner")
    at_the_door = (await visitor.get(link)).cookies[DOOR]
    inside = (await visitor.post("/in", form={"link": link.removeprefix("/in/")})).cookies[SESSION]
    in_telegram = (await site.stranger().get("/app")).cookies[DOOR]

    for one in (at_the_door, inside, in_telegram):
        assert {"HttpOnly", "Secure", "Path=/"} <= set(one.split("; "))
        assert "Domain" not in one
    assert "SameSite=Lax" in inside
    assert "SameSite=None; Partitioned" in in_telegram


@pytest.mark.parametrize("path", ["/", "/app", "/static/style.css", "/nowhere"])
async def test_no_answer_lets_in_code_or_frames_of_strangers(site: Pages, path: str) -> None:
    answer = await (await site.visitor("owner")).get(path)

    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "https://web.telegram.org"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    kept = "public, max-age=31536000, immutable" if "static" in path else "no-store"
    assert answer.headers["Cache-Control"] == kept
    assert "X-Frame-Options" not in answer.headers


async def test_a_form_without_end_is_not_read(site: Pages) -> None:
    owner = await site.visitor("owner")

    assert (await owner.post("/s", form={"name": "x" * (2 * 1024 * 1024)})).status == 403


async def test_at_the_door_the_language_is_the_browsers(site: Pages) -> None:
    english = await site.stranger().get("/", **{"Accept-Language": "de, en-CA;q=0.9, fr;q=0.1"})

    assert 'lang="en"' in english.text
    assert "Come in through the bot" in plain(english.text)
