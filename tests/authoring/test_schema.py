from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from coaching.authoring.keys import blocks
from coaching.authoring.schema import schema
from tests.authoring.files import BROKEN, FOLDER, ROOT

# Slips of form, which a schema can see; the others take a reader that knows the names, the other lines and the rest.
OF_FORM = [
    "unknown-key", "missing-key", "wrong-type", "bad-number", "bad-format", "missing-language", "empty-text",
    "unknown-move", "unknown-openness", "unknown-moment", "unknown-condition", "unknown-choice", "no-answer",
    "need-without-hint", "bad-id",
]  # fmt: skip


def validator(name: str = "scenario") -> Draft202012Validator:
    return Draft202012Validator(schema() | {"$ref": f"#/$defs/{name}"})


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "path",
    sorted(
        [*(ROOT / "scenarios").glob("[a-z]*.yaml"), *(ROOT / "scenarios").glob("_template.yaml"), FOLDER / "baker.yaml"]
    ),
    ids=lambda path: path.stem,
)
def test_every_scenario_is_valid_under_the_schema(path: Path) -> None:
    errors = list(validator().iter_errors(yaml.safe_load(path.read_text(encoding="utf-8"))))

    assert [error.message for error in errors] == []


@pytest.mark.parametrize("folder", [ROOT / "scenarios", FOLDER], ids=["real", "tests"])
def test_what_attendees_share_is_valid_under_its_part_of_the_schema(folder: Path) -> None:
    shared = yaml.safe_load((folder / "_common.yaml").read_text(encoding="utf-8"))

    assert [error.message for error in validator("common").iter_errors(shared)] == []


@pytest.mark.parametrize("code", OF_FORM)
def test_the_schema_refuses_a_slip_of_form_as_the_reader_does(code: str) -> None:
    broken = yaml.safe_load((BROKEN / f"{code}.yaml").read_text(encoding="utf-8"))

    assert not validator().is_valid(broken)


def test_every_key_of_the_page_is_in_the_table_and_every_key_of_the_table_on_the_page() -> None:
    page = (ROOT / "docs" / "scenario-keys.md").read_text(encoding="utf-8")
    on_page = set(re.findall(r"`([a-z_]+):?`", page)) | set(re.findall(r"`([a-z_]+): [^`]*`", page))
    known = {name for block in blocks().values() if block.name != "weights" for name in block.keys}
    words = {word for _, (vocabulary, _) in _closed() for word in vocabulary} | {"any", "selling", "true", "false"}

    assert known - on_page == set()
    assert {name for name in on_page if name not in words} - known - {"todo"} == set()


def _closed() -> list[tuple[str, tuple[tuple[str, ...], str]]]:
    from coaching.authoring.keys import CLOSED

    return list(CLOSED.items())


def test_every_key_is_described() -> None:
    for block in blocks().values():
        assert block.means
        assert all(key.means for key in block.keys.values()), block.name
