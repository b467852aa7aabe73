"""Replies to a yes or a no, and conditions, as authors write them."""

from __future__ import annotations

from coaching.language import Language
from coaching.moves import Move
from coaching.scenario import Openness
from tests.authoring.files import baker_with, codes

ALONE = """fr: "Je suis seule au four.", en: "I'm alone at the oven.\""""


def test_an_answer_keeps_what_is_said_to_a_yes_and_to_a_no() -> None:
    replies = ', if_yes: {fr: "Venez.", en: "Come."}, if_no: {fr: "Bien.", en: "Fine."}'
    scenario, problems = baker_with(ALONE, ALONE + replies)

    assert scenario is not None, problems
    says = scenario.topics[1].answers[Openness.POLITE].says
    assert says.if_yes is not None
    assert says.if_no is not None
    assert (says.if_yes.first(Language.EN), says.if_no.first(Language.FR)) == ("Come.", "Bien.")


def test_a_reply_in_one_language_alone_is_told() -> None:
    _, problems = baker_with(ALONE, ALONE + ', if_no: {fr: "Bien."}')

    assert codes(problems) == ["missing-language"]


def test_a_line_may_be_followed_by_replies_and_one_that_nobody_says_may_not() -> None:
    hook = """{fr: "J'ai besoin de rien, vous savez.", en: "I don't need anything, you know.\""""
    title = '{fr: "La boulangère prudente", en: "The careful baker"'
    replies = ', if_no: {fr: "Bien.", en: "Fine."}'

    assert codes(baker_with(hook, hook + replies)[1]) == []
    assert codes(baker_with(title, title + replies)[1]) == ["unknown-key"]


def test_a_hook_keeps_what_brings_it() -> None:
    hook = "{fr: \"J'ai besoin de rien"
    scenario, problems = baker_with(hook, hook.replace("{", "{after: self_disclosure, at: [warm, open], "))

    assert scenario is not None, problems
    first, second = scenario.hook
    assert first.after == {Move.SELF_DISCLOSURE}
    assert first.at == {Openness.WARM, Openness.OPEN}
    assert not second.after | second.at
