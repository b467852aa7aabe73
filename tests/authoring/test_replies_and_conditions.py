"""Replies to a yes or a no, and conditions, as authors write them."""

from __future__ import annotations

from coaching.language import Language
from coaching.moves import Move
from coaching.scenario import Condition, Openness
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


def test_a_reaction_keeps_its_conditions_and_the_topic_it_leads_to() -> None:
    scenario, problems = baker_with(
        "  - when: hard_close\n", "  - when: hard_close\n    if: {asked: help}\n    tells: bread\n"
    )

    assert scenario is not None, problems
    assert scenario.reactions[2].given == Condition(asked=frozenset({"help"}))
    assert scenario.reactions[2].tells == "bread"


def test_a_need_may_be_hinted_at_by_several_facts_and_met_by_a_move() -> None:
    scenario, problems = baker_with(
        "hinted_by: no_apprentice", "hinted_by: [no_apprentice, up_at_two]\n    met_by: welcome"
    )

    assert scenario is not None, problems
    need = scenario.needs[0]
    assert [need.is_hinted(frozenset({fact})) for fact in ("no_apprentice", "up_at_two", "other")] == [
        True,
        True,
        False,
    ]
    assert need.met_by == {Move.OFFER_HELP, Move.WELCOME}


def test_an_ending_may_have_alternatives() -> None:
    when = "{card: given, without: [all_sellers]}"
    scenario, problems = baker_with(when, f"[{when}, {{trust_at_least: 97}}]")

    assert scenario is not None, problems
    ending = scenario.ending("friends")
    assert ending is not None
    assert [when.trust_at_least for when in ending.alternatives] == [None, 97]


def test_a_name_nobody_gave_is_told_in_the_new_places_too() -> None:
    reaction = "  - when: hard_close\n"

    assert codes(baker_with(reaction, reaction + "    tells: nowhere\n")[1]) == ["unknown-topic"]
    assert codes(baker_with(reaction, reaction + "    if: {asked: nowhere}\n")[1]) == ["unknown-topic"]
    assert codes(baker_with("hinted_by: no_apprentice", "hinted_by: [no_apprentice, nothing]")[1]) == ["unknown-fact"]


def test_a_reply_that_is_said_elsewhere_already_is_told_as_repeated() -> None:
    hook = "{fr: \"J'ai besoin de rien"
    said = '{if_no: {fr: "Du pain.", en: "Rye."}, fr: "J\'ai besoin de rien'

    assert codes(baker_with(hook, said)[1]) == ["repeated-line"]


def test_the_ending_that_waits_for_nothing_but_messages_may_be_one_of_several_alternatives() -> None:
    mine = "endings:\n"
    late = mine + "  time_is_up:\n    result: drawn\n    when: [{trust_at_most: 1}, {turns_at_least: 9}]\n"
    words = '    says: {fr: "On ferme.", en: "Closing."}\n    lesson: {fr: "Tard.", en: "Late."}\n'

    assert codes(baker_with(mine, late + words)[1]) == []
    assert codes(baker_with(mine, late.replace("turns_at_least", "patience_at_most") + words)[1]) == ["no-last-ending"]
