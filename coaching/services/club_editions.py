"""The club with the texts it was made from, so that a season is played from the very files it began with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from coaching.club.member import Club
from coaching.scenario import Scenario
from coaching.services.notebook import Edition, Notebook
from coaching.services.ports import Transaction
from coaching.services.records import ScenarioCopy

CLUB, MEMBERS, ANYBODY = "clubs/club", "clubs/members/", "_anybody"  # under which names the club's files are pinned
REMEMBERED = 16  # clubs rebuilt from copies


@dataclass(frozen=True)
class ClubTexts:
    """The club's file and its members' files by name, that of anybody among them."""

    club: str
    members: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass
class ClubEditions:
    """The club as it is now, and as it was when a season began."""

    club: Club
    texts: ClubTexts
    rebuild: Callable[[ClubTexts, Mapping[str, Scenario]], Club | None]
    _rebuilt: dict[tuple[str, ...], Club] = field(default_factory=dict)

    def copies(self, members: Iterable[str], library: Mapping[str, Edition]) -> tuple[ScenarioCopy, ...]:
        """The texts a season with those members is played from."""
        names = tuple(members)
        files = [ANYBODY, *(name for name in names if name in self.texts.members)]
        return (
            ScenarioCopy(CLUB, self.texts.club),
            *(ScenarioCopy(MEMBERS + name, self.texts.members.get(name, "")) for name in files),
            *(library[name].copy for name in names),
        )

    async def as_pinned(self, tx: Transaction, hashes: tuple[str, ...], notebook: Notebook) -> Club:
        """The club of those copies; the present one if they can't be read any more."""
        known = self._rebuilt.get(hashes)
        if known is not None:
            return known
        copies = [one for name in hashes if (one := await tx.rehearsals.copy(name)) is not None]
        people = [one for one in copies if not one.scenario.startswith((CLUB, MEMBERS))]
        if tuple(one.hash for one in self._present(people, notebook.library)) == hashes:
            club: Club | None = self.club
        else:
            texts = ClubTexts(
                next((one.text for one in copies if one.scenario == CLUB), ""),
                {one.scenario.removeprefix(MEMBERS): one.text for one in copies if one.scenario.startswith(MEMBERS)},
            )
            scenarios = {
                one.scenario: its
                for one in people
                if (its := await notebook.scenario_of(tx, one.scenario, one.hash)) is not None
            }
            club = self.rebuild(texts, scenarios)
        if len(self._rebuilt) >= REMEMBERED:
            self._rebuilt.clear()
        self._rebuilt[hashes] = club or self.club
        return self._rebuilt[hashes]

    def _present(self, people: Iterable[ScenarioCopy], library: Mapping[str, Edition]) -> tuple[ScenarioCopy, ...]:
        names = [one.scenario for one in people]
        return self.copies(names, library) if all(name in library for name in names) else ()
