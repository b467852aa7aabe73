"""The prescriber: now and then after a rehearsal that went well, never twice running, judged kindly, kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from coaching.faces.telegram.referring import is_turn
from coaching.faces.words import read_words
from coaching.ladder import WENT_WELL
from coaching.language import Language
from coaching.prescribing import Prescription
from coaching.services.records import KeptReferral, KeptRehearsal
from coaching.store import DatabaseStore
from coaching.watching import example_to_watch
from tests.bot_api.chats import Posted
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.content import library, prescriptions
from tests.telegram.walks import walk_in

pytestmark = pytest.mark.usefixtures("bot")
MOST = 8  # rehearsals until it surely was somebody's turn
WHOM = ("buffet_loner", "dry_spell_freelancer", "defensive_photographer", "club_regular")


async def rehearse_well(store: DatabaseStore, person: Person, name: str, lang: Language) -> Posted:
    """What an old hand says to that attendee; the bot's last message once all is told."""
    words, scenario = read_words(lang), library()[name]
    example = example_to_watch(scenario, lang)
    assert example
    await person.ask("/practice")
    await person.press(scenario.title.first(lang).split(",")[0])
    await person.next()
    await person.press(words("telegram.buttons.skip"))
    await person.wait_for(" — ")
    for text in example.messages:
        await person.ask(text)
        if await is_over(store, person):
            break
    else:
        await person.say("/end")
    await person.next()
    await person.press(words("telegram.buttons.skip"))
    await person.wait_for(words("debrief.try"))
    await person.say("/help")  # what comes before it has come by then
    await person.wait_for(words("telegram.help.title"))
    return [message for message in person.heard if words("telegram.help.title") not in message.text][-1]


async def is_over(store: DatabaseStore, person: Person) -> bool:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        last = await tx.rehearsals.last(learner)
        return last is not None and last.ended is not None


async def kept(store: DatabaseStore, person: Person) -> tuple[KeptReferral, ...]:
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(person.id)
        assert learner
        return await tx.referrals.of(learner)


async def until_asked(store: DatabaseStore, person: Person, lang: Language) -> Posted:
    """The question, after one rehearsal or several."""
    await walk_in(person, lang)
    for number in range(MOST):
        last = await rehearse_well(store, person, WHOM[number % len(WHOM)], lang)
        if read_words(lang)("prescribing.title") in last.text:
            return last
    raise AssertionError("nobody was ever asked")


def need_in(message: Posted, lang: Language) -> Prescription:
    return next(one for one in prescriptions() if one.need.first(lang) in message.text)


@pytest.mark.parametrize("lang", list(Language))
async def test_the_right_one_for_a_reason_that_was_told_is_right(
    api: BotApi, store: DatabaseStore, lang: Language
) -> None:
    sophie, words = api.person("Sophie", lang.value), read_words(lang)
    question = await until_asked(store, sophie, lang)
    need = need_in(question, lang)
    right = library()[need.scenario]

    await sophie.press(right.title.first(lang).split(",")[0])
    assert words("prescribing.why") in (await sophie.next()).text
    judged = await sophie.ask(" ".join(need.because.of(lang)))

    assert words("prescribing.right") in judged.text
    assert judged.button(words("telegram.buttons.marks"))
    (referral,) = await kept(store, sophie)
    assert (referral.need, referral.answer, referral.fits) == (need.id, right.id, True)


async def test_without_a_reason_it_is_half_of_it(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    question = await until_asked(store, sophie, Language.FR)
    right = library()[need_in(question, Language.FR).scenario]

    await sophie.press(right.title.first(Language.FR).split(",")[0])
    await sophie.next()
    await sophie.press("Passer")

    assert "C'est la bonne personne" in (await sophie.next()).text
    assert [one.fits for one in await kept(store, sophie)] == [False]


async def test_none_of_them_is_an_answer_too(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await until_asked(store, sophie, Language.FR)

    await sophie.press("Aucune de celles-là")

    assert "Prudence honorable" in (await sophie.next()).text
    assert [one.answer for one in await kept(store, sophie)] == ["-"]


async def test_it_can_be_passed_over_and_what_comes_next_is_there(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    question = await until_asked(store, sophie, Language.FR)
    button = question.button("Passer")
    assert button

    await sophie.tap(question, button)
    passed = await sophie.next()
    late = await sophie.tap(question, button)

    assert "une autre fois" in passed.text
    assert passed.button("Toutes les notes")
    assert passed.button("Quelqu'un d'autre")
    assert "ne sert plus" in (await sophie.answered(late)).text
    assert await kept(store, sophie) == ()


def a_rehearsal(number: int, score: int = WENT_WELL, fork: str | None = None) -> KeptRehearsal:
    then = datetime(2026, 1, 1, tzinfo=UTC)
    return KeptRehearsal(
        *(str(number), 1, number, "buffet_loner", "", Language.FR, "", "", 7 * number, "", (), then),
        ended=then,
        score=score,
        forked_from=fork,
    )


def turns(every: Sequence[KeptRehearsal]) -> list[bool]:
    return [is_turn(every[: at + 1], one.id) for at, one in enumerate(every)]


def test_it_is_asked_now_and_then_and_never_twice_running() -> None:
    asked = turns([a_rehearsal(number) for number in range(200)])

    assert 40 <= sum(asked) <= 90
    assert not any(one and next_one for one, next_one in pairwise(asked))


def test_it_is_not_asked_after_one_that_went_badly_nor_after_a_second_try() -> None:
    assert not any(turns([a_rehearsal(number, WENT_WELL - 1) for number in range(50)]))
    assert not any(turns([a_rehearsal(number, fork="0") for number in range(50)]))


async def test_never_twice_running(api: BotApi, store: DatabaseStore) -> None:
    sophie = api.person()
    await until_asked(store, sophie, Language.FR)
    await sophie.press("Aucune de celles-là")
    await sophie.next()

    last = await rehearse_well(store, sophie, WHOM[0], Language.FR)

    assert "entre gens de réseau" not in last.text
    async with store.transaction() as tx:
        learner = await tx.learners.of_user(sophie.id)
        assert learner
        assert all((one.score or 0) >= WENT_WELL for one in await tx.rehearsals.all(learner))
