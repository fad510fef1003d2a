"""The one clock. Everything that asks for the time asks here, so that a test can move it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONES = {"WIB": ZoneInfo("Asia/Jakarta"), "WITA": ZoneInfo("Asia/Makassar"), "WIT": ZoneInfo("Asia/Jayapura")}
ABBREVIATIONS = {zone.key: name for name, zone in ZONES.items()}


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return timezone.now()


def local(moment: datetime, zone: ZoneInfo = ZONES["WIB"]) -> datetime:
    """Return `moment` on the clock of `zone` (WIB unless told otherwise)."""
    return moment.astimezone(zone)


def today(zone: ZoneInfo = ZONES["WIB"]) -> date:
    """Return the date on the wall of `zone`, which is not the server's date at night."""
    return local(now(), zone).date()


def zone_name(zone: ZoneInfo) -> str:
    """Return WIB, WITA or WIT, as people write it after a time."""
    return ABBREVIATIONS.get(zone.key, zone.key)
