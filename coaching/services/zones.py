"""Time zones from what people type: a city, a distance from UTC, or a zone's own name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, tzinfo
from functools import cache
from types import MappingProxyType
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from coaching.services.preferences import ZONE

LONGEST = 64  # characters of a place
NEAR_ENOUGH = 0.84  # of 1: a slip of the finger, not another city
DISTANCE = re.compile(r"(?:(?:utc|gmt) ?|(?=[+\-−]))([+\-−]?) ?(\d{1,2})(?: ?[:h.] ?([0-5]\d))?h?")
BARE = frozenset({"utc", "gmt", "greenwich"})
LEAST, MOST = -12, 14  # hours from UTC where people live
# Where a zone isn't called by the town people name; the zones' own cities needn't stand here.
CITIES: Mapping[str, str] = MappingProxyType(
    {
        "America/Toronto": "Montréal, Québec, Laval, Gatineau, Longueuil, Sherbrooke, Lévis, Saguenay, Chicoutimi, "
        "Trois-Rivières, Rimouski, Rouyn-Noranda, Drummondville, Saint-Jérôme, Granby, Joliette, Ottawa, Sudbury, "
        "Hamilton, London Ontario, Kingston, Baie-Comeau, Sept-Îles, Gaspé",
        "America/Moncton": "Bathurst, Edmundston, Fredericton, Dieppe, Saint-Jean",
        "America/Halifax": "Charlottetown, Îles-de-la-Madeleine, Yarmouth",
        "America/Winnipeg": "Saint-Boniface, Brandon",
        "America/Regina": "Saskatoon",
        "America/Edmonton": "Calgary",
        "America/Vancouver": "Victoria",
        "America/New_York": "Boston, Washington, Miami, Atlanta, Philadelphia, Philadelphie, Burlington",
        "America/Chicago": "Houston, Dallas, Austin, New Orleans, La Nouvelle-Orléans, Lafayette, Minneapolis",
        "America/Los_Angeles": "San Francisco, Seattle, San Diego, Portland, Las Vegas",
        "Europe/Paris": "Lyon, Marseille, Lille, Bordeaux, Nantes, Toulouse, Strasbourg, Rennes, Montpellier, Nice, "
        "Grenoble, Nancy, Metz, Dijon, Tours, Brest, Rouen, Reims, Angers, Le Mans, Clermont-Ferrand, Saint-Étienne, "
        "Annecy, Besançon, Orléans, Caen, Perpignan, Avignon, La Rochelle, Limoges, Poitiers, Pau, Ajaccio, Bastia",
        "Europe/Brussels": "Bruxelles, Liège, Namur, Mons, Charleroi, Anvers, Antwerp, Gand, Ghent, Louvain, Tournai, "
        "Louvain-la-Neuve, Arlon, Wavre, Verviers",
        "Europe/Zurich": "Genève, Geneva, Lausanne, Fribourg, Neuchâtel, Berne, Bern, Sion, Bâle, Basel, Vevey, "
        "Morges, Delémont, Bienne, Yverdon, Montreux, Nyon, La Chaux-de-Fonds, Martigny",
        "Europe/London": "Londres, Manchester, Edinburgh, Édimbourg, Birmingham, Glasgow, Bristol, Leeds, Cardiff",
        "Europe/Lisbon": "Lisbonne, Porto",
        "Europe/Madrid": "Barcelone, Barcelona, Valence, Séville",
        "Europe/Rome": "Milan, Turin, Naples",
        "Europe/Berlin": "Munich, Hambourg, Hamburg, Francfort, Frankfurt, Cologne",
        "Europe/Athens": "Athènes",
        "Europe/Warsaw": "Varsovie",
        "Africa/Algiers": "Alger, Oran",
        "Africa/Casablanca": "Rabat, Marrakech, Fès, Tanger",
        "Africa/Tunis": "Sfax",
        "Africa/Dakar": "Thiès, Saint-Louis",
        "Africa/Abidjan": "Yamoussoukro, Bouaké",
        "Africa/Douala": "Yaoundé",
        "Africa/Kinshasa": "Matadi",
        "Indian/Reunion": "La Réunion, Saint-Denis",
        "America/Port-au-Prince": "Haïti",
        "America/Martinique": "Fort-de-France",
        "America/Guadeloupe": "Pointe-à-Pitre, Basse-Terre",
        "Asia/Kolkata": "Mumbai, Delhi, Bangalore",
        "Asia/Shanghai": "Beijing, Pékin",
    }
)
# Clocks that are not whole hours off.
ODD: Mapping[tuple[int, int], str] = MappingProxyType(
    {
        (-3, 30): "America/St_Johns",
        (-9, 30): "Pacific/Marquesas",
        (3, 30): "Asia/Tehran",
        (4, 30): "Asia/Kabul",
        (5, 30): "Asia/Kolkata",
        (5, 45): "Asia/Kathmandu",
        (6, 30): "Asia/Yangon",
        (9, 30): "Australia/Darwin",
    }
)


def find_zone(typed: str) -> str | None:
    """The IANA name of the zone somebody means; None where it can't be told."""
    bare = _bare(typed[:LONGEST])
    if bare in BARE:
        return "Etc/UTC"
    if distance := DISTANCE.fullmatch(bare):
        return _at_distance(*distance.groups())
    places = _places()
    if bare in places:
        return places[bare]
    # "Lyon, France" and "Québec (QC)" begin with the town.
    town = re.split(r"[,(;]", bare)[0].strip()
    if town in places:
        return places[town]
    found = process.extractOne(
        town, places.keys(), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=NEAR_ENOUGH
    )
    return places[found[0]] if found else None


def clock_of(name: str) -> tzinfo:
    """The zone of that name, to tell the time by; the default's, then UTC, where this machine knows none."""
    for known in (name, ZONE):
        try:
            return ZoneInfo(known)
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return UTC


def _at_distance(sign: str, hours: str, minutes: str | None) -> str | None:
    side = -1 if sign in ("-", "−") else 1
    whole, rest = side * int(hours), int(minutes or 0)
    if not LEAST <= whole <= MOST:
        return None
    if rest:
        return ODD.get((whole, rest))
    # The names of these zones count westward: UTC-5 is Etc/GMT+5.
    return f"Etc/GMT{-whole:+d}" if whole else "Etc/UTC"


@cache
def _places() -> Mapping[str, str]:
    """Every place there is a zone for, as _bare() writes it; the towns above go before the zones' own names."""
    zones = sorted(available_timezones())
    places = {_bare(name): name for name in zones}
    places |= {_bare(name.rpartition("/")[2]): name for name in reversed(zones) if not name.startswith("Etc/")}
    listed = ((town, zone) for zone, towns in CITIES.items() for town in towns.split(","))
    return places | {_bare(town): zone for town, zone in listed}


def _bare(typed: str) -> str:
    """In lower case, without accents, a space between words however they were joined."""
    plain = "".join(one for one in normalize("NFKD", typed.lower()) if not combining(one))
    if DISTANCE.fullmatch(" ".join(plain.split())):
        return " ".join(plain.split())
    return " ".join(re.sub(r"[_\-'’]", " ", plain).split())
