"""What a season comes to, at its end or so far: the network as a picture and in words."""

from __future__ import annotations

from coaching.faces.telegram.markup import bold, escaped
from coaching.faces.telegram.picturing import show_network
from coaching.faces.telegram.presses import Deed
from coaching.faces.telegram.visits import Place, Visit
from coaching.faces.words.clubs import network_told
from coaching.services.seasons import AtClub


async def show_end(visit: Visit, at: AtClub, *blocks: str) -> None:
    """The season is over: the network, then the questionnaire of before, another season, somebody else."""
    words = visit.words_in(at.attendance.season.profile.lang)
    asks = at.kept.before is not None and at.kept.after is None
    again = (words("telegram_club.buttons.statements"), Deed.CLUB_MODE, "") if asks else None
    rows = [
        [again] if again else [],
        [(words("telegram_club.buttons.again"), Deed.CLUB_BEGIN, "")],
        [(words("telegram_club.buttons.which"), Deed.CLUB_KIND, "")],
        [(words("telegram.buttons.somebody"), Deed.CHOOSE, "")],
    ]
    if blocks:
        visit.tell(*blocks)
    told = _network(visit, at)
    question = [escaped(words("telegram_club.after"))] if asks else []
    visit.tell(
        bold(words("telegram_club.over")), *told, *question, rows=await visit.keyboard(Place.READY, rows, about="")
    )


async def show_network_so_far(visit: Visit, at: AtClub) -> None:
    """The same in the middle of a season; back to the club from there."""
    words = visit.words_in(at.attendance.season.profile.lang)
    rows = [
        [(words("telegram_club.buttons.back"), Deed.CLUB, "")],
        [(words("telegram_club.buttons.finish"), Deed.CLUB_FINISH, "")],
    ]
    visit.tell(*_network(visit, at), rows=await visit.keyboard(Place.CLUB_TABLE, rows))


def _network(visit: Visit, at: AtClub) -> list[str]:
    """The picture is sent; the words are given back as blocks."""
    seasons, season = visit.house.shelf.seasons, at.attendance.season
    words = visit.words_in(season.profile.lang)
    if seasons is None:
        return []
    network, marks = seasons.network(at)
    show_network(visit, network, marks, season, at.club, words)
    return [
        "\n".join([bold(one.heading), *map(escaped, one.lines)])
        for one in network_told(network, marks, season, at.club, words)
    ]
