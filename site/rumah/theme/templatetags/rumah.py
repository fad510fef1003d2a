"""Filters every template has: money, time with its zone, phone numbers, places."""

from datetime import date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rumah.core import clock, regions
from rumah.core.money import format_rupiah
from rumah.core.phone import format_phone, whatsapp_link

register = template.Library()

register.filter("rupiah", format_rupiah)
register.filter("phone", format_phone)
register.filter("whatsapp", whatsapp_link)
register.filter("region", regions.name)


@register.filter
def tanggal(value: datetime | date, style: str = "long") -> str:
    """Return `24 November 2026`, or with style `day` `Selasa, 24 November 2026`."""
    day = clock.local(value) if isinstance(value, datetime) else value
    return date_format(day, "l, j F Y" if style == "day" else "j F Y", use_l10n=False)


@register.filter
def jam(value: datetime, zone: str = "Asia/Jakarta") -> str:
    """Return `14.30 WIB`: a time is never shown without its zone."""
    place = ZoneInfo(zone)
    return f"{clock.local(value, place):%H.%M} {clock.zone_name(place)}"


@register.filter
def waktu(value: datetime, zone: str = "Asia/Jakarta") -> str:
    """Return `24 November 2026, 14.30 WIB`."""
    place = ZoneInfo(zone)
    return f"{date_format(clock.local(value, place), 'j F Y', use_l10n=False)}, {jam(value, zone)}"


@register.filter
def nomor(value: str) -> SafeString:
    """Return an order's number in one piece: a line may otherwise end at its hyphens. For text, not for attributes."""
    return format_html('<span class="nomor">{}</span>', value)


@register.filter
def media(name: str) -> str:
    """Return the address of a stored file by its storage name, without asking the storage."""
    return f"{settings.MEDIA_URL}{quote(name)}"


@register.filter
def notice_kind(level: str) -> str:
    """Return the look of a message of Django's level: success is ok, error is bad."""
    return {"success": "ok", "error": "bad", "warning": "warn"}.get(level, "info")


@register.filter
def control(field: BoundField, hint: str = "") -> SafeString:
    """Render the input of a form's field, told apart by the hint and the errors that stand above it."""
    ids = [f"{field.auto_id}_petunjuk"] if hint else []
    ids += [f"{field.auto_id}_galat{number}" for number in range(len(field.errors))]
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(ids)} if ids else {}
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)
