"""No process outlives the test that asked for it."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import nursery
from tests.commands.running import HOME, environment

ARGUMENTS = ("practice", "defensive_photographer", "--lang", "fr")


@contextmanager
def open_ends() -> Iterator[tuple[int, int, int]]:
    """What to read from, what a child reads, which never ends, and what it writes to."""
    its_input, ours = os.pipe()
    read, written = os.pipe()
    try:
        yield read, its_input, written
    finally:
        for end in (its_input, ours, read):
            os.close(end)


def ends(read: int) -> bool:
    """Whether whoever writes there lives no more, after a while at most."""
    while select.select([read], [], [], 20)[0]:
        if not os.read(read, 65_536):
            return True
    return False


def test_one_that_nobody_holds_any_more_is_killed(tmp_path: Path) -> None:
    with open_ends() as (read, its_input, written):
        child = nursery.born(ARGUMENTS, environment(tmp_path), HOME, (its_input, written, written))
        os.close(written)
        assert os.read(read, 1)

        del child

        assert ends(read)


def test_one_that_is_long_in_being_born_is_killed_when_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nursery, "PATIENCE", 0)
    with open_ends() as (read, its_input, written):
        try:
            with pytest.raises(TimeoutError):
                nursery.born(ARGUMENTS, environment(tmp_path), HOME, (its_input, written, written))
        finally:
            os.close(written)

        assert ends(read)
