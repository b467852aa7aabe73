"""The phrasebook read from its folder of YAML files: any number per language (`fr*.yaml`), trades, other languages."""

from __future__ import annotations

from pathlib import Path

from coaching.language import Language
from coaching.moves import Move
from coaching.own_files import read_own
from coaching.understanding import Balance, Phrasebook, Tongue, Trade

FOLDER = Path(__file__).resolve().parent.parent / "understanding" / "phrases"


def read_phrasebook(folder: Path = FOLDER) -> Phrasebook:
    """The phrasebook in that folder. A file that is missing or misshapen raises OSError or ValueError naming it."""
    trades = _mapping(folder / "trades.yaml")
    return Phrasebook(
        tongues={lang: _tongue(folder, lang) for lang in Language},
        trades=tuple(Trade(tuple(named.split()), _words(domain, folder)) for named, domain in trades.items()),
        foreign={name: frozenset(_words(words, folder)) for name, words in _mapping(folder / "foreign.yaml").items()},
        balance=_balance(folder / "balance.yaml"),
        anyones_help={
            Language(lang): _phrases(its, folder) for lang, its in _mapping(folder / "anyones_help.yaml").items()
        },
    )


def _tongue(folder: Path, lang: Language) -> Tongue:
    spellings: dict[str, str] = {}
    sets: dict[str, tuple[str, ...]] = {}
    cues: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob(f"{lang}*.yaml")):
        for key, entries in _mapping(path).items():
            if not isinstance(entries, dict) or key not in ("spellings", "sets", "cues"):
                raise ValueError(f"{path}: {key}: expected spellings, sets or cues, each with names below")
            for name, value in entries.items():
                if key == "spellings":
                    spellings[str(name)] = str(value)
                elif key == "sets":
                    sets[name] = sets.get(name, ()) + _words(value, path)
                else:
                    cues[name] = cues.get(name, ()) + _phrases(value, path)
    return Tongue(spellings, sets, cues)


def _anyones_help(path: Path) -> dict[Language, tuple[str, ...]]:
    return {Language(lang): _phrases(its, path) for lang, its in _mapping(path).items()}


def _balance(path: Path) -> dict[Move, Balance]:
    found = _mapping(path)
    try:
        return {move: Balance(**{key: float(value) for key, value in found[move].items()}) for move in Move}  # type: ignore[attr-defined]
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: expected whole, piece, signs, rule and bias of every move ({error})") from error


def _mapping(path: Path) -> dict[str, object]:
    found = read_own(path)
    if not isinstance(found, dict):
        raise ValueError(f"{path}: expected names with something below each")  # noqa: TRY004 - one error for any bad file
    return {str(key): value for key, value in found.items()}


def _words(value: object, path: Path) -> tuple[str, ...]:
    """Words parted by spaces; a list where an entry has spaces of its own."""
    if isinstance(value, str):
        return tuple(value.split())
    return _phrases(value, path)


def _phrases(value: object, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{path}: expected a list, found {value!r}")  # noqa: TRY004 - one error for any bad file
    return tuple(str(each) for each in value)
