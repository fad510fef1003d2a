"""What the public pages of mentoring say of themselves to chats and search engines."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mentoring.schedule.models import Occurrence
from mentoring.services.models import Place, Service
from rumah.theme.share import Share, house_card
from rumah.theme.structured import breadcrumbs, data_block, event, item_list

HOME = "/pendampingan/"


def list_context(services: Iterable[Service]) -> dict[str, Any]:
    """Return the values for the head of the list."""
    title, summary = _("Pendampingan"), _("Pilih layanan, lalu hari dan jam yang kosong. Tanpa biaya.")
    return {
        "share": Share(title=title, summary=summary, path=HOME, image=house_card()),
        "structured": data_block(item_list(((name(one), _path(one)) for one in services), name=title)),
    }


def context(service: Service, *, is_narrowed: bool) -> dict[str, Any]:
    """Return the values for the head of a service's page; its workshops come with `workshops_data`."""
    english = get_language() == "en" and service.summary_en
    return {
        "share": Share(
            title=name(service), summary=service.summary_en if english else service.summary, path=_path(service),
            image=house_card(),
        ),
        "structured": data_block(_crumbs(service)),
        "is_narrowed": is_narrowed,
    }  # fmt: skip


def workshops_data(service: Service, rows: Iterable[Occurrence]) -> dict[str, Any]:
    """Return the values that name the workshops as events: when, where, and how many seats are left."""
    told = [_event(service, row) for row in rows]
    return {"structured": data_block(_crumbs(service), *told), "feed": (_("Kegiatan"), "/umpan/kegiatan.xml")}


def name(service: Service) -> str:
    """Return the service's name in the reader's language."""
    return service.name_en if get_language() == "en" else service.name


def workshop_name(service: Service, row: Occurrence) -> str:
    """Return what a workshop is called: its service, and its topic if it has one."""
    topic = row.topic_en if get_language() == "en" and row.topic_en else row.topic
    return f"{name(service)}: {topic}" if topic else name(service)


def _event(service: Service, row: Occurrence) -> dict[str, Any]:
    return event(
        name=workshop_name(service, row), url=_path(service), starts_at=row.starts_at, ends_at=row.ends_at,
        place=row.get_place_display(), address=row.address or str(row.room or ""), online=row.place == Place.ONLINE,
        seats_left=max(row.seats - row.seats_taken, 0),
    )  # fmt: skip


def _crumbs(service: Service) -> dict[str, Any]:
    return breadcrumbs([(_("Semua layanan"), HOME), (name(service), _path(service))])


def _path(service: Service) -> str:
    return f"{HOME}{service.slug}/"
