"""The copies scenarios are played from. Ours are in everybody's hands; a coach's own is sealed like all people write.

It is sealed with the master key: it stays with those who played it, whatever becomes of its author.
"""

from __future__ import annotations

from base64 import b64decode, b64encode

from sqlalchemy import bindparam, delete, insert, select

from coaching.services.efforts import OWN
from coaching.services.records import ScenarioCopy
from coaching.store.session import Session
from coaching.store.tables import rehearsals, scenario_versions

TEXT = "scenario_versions.text"
COPY = select(scenario_versions).where(scenario_versions.c.hash == bindparam("hash"))
HAS_COPY = select(scenario_versions.c.hash).where(scenario_versions.c.hash == bindparam("hash"))
# A coach's own that nobody played, or whose every player is gone.
DROP_UNPLAYED = delete(scenario_versions).where(
    scenario_versions.c.scenario.startswith(OWN, autoescape=True),
    scenario_versions.c.hash.not_in(select(rehearsals.c.scenario_hash)),
)


async def pin(session: Session, copy: ScenarioCopy) -> None:
    """Keep that copy, once."""
    if await session.rows(HAS_COPY, {"hash": copy.hash}):
        return
    text = copy.text
    if copy.scenario.startswith(OWN):
        text = b64encode(session.keys.master.close(text, TEXT)).decode("ascii")
    values = {
        "hash": copy.hash,
        "scenario": copy.scenario,
        "text": text,
        "common": copy.common,
        "pinned_at": session.now,
    }
    await session.run(insert(scenario_versions), values)


async def copy_of(session: Session, hash_: str) -> ScenarioCopy | None:
    """The copy of that hash."""
    rows = await session.rows(COPY, {"hash": hash_})
    if not rows:
        return None
    scenario, text = rows[0]["scenario"], rows[0]["text"]
    if scenario.startswith(OWN):
        text = session.keys.master.open(b64decode(text), TEXT)
    return ScenarioCopy(scenario, text, rows[0]["common"])
