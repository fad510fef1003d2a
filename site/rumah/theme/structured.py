"""What search engines read: a page's own facts once more, as schema.org data.

Every builder takes what the page shows and returns a dictionary; `data_block` turns dictionaries into text that may
stand inside a script element. Times carry their zone, money is rupiah without fractions.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from rumah.core import clock, regions
from rumah.core.addresses import absolute

Data = dict[str, Any]
COUNTRY = "ID"
HOUSE_CLOCK = ZoneInfo("Asia/Jakarta")
# Inside a script element only these could end it or start a comment; JSON may write any letter by its number.
_HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def data_block(*data: Mapping[str, Any]) -> SafeString:
    """Return one thing, or several as a graph, as JSON that can stand inside a script element."""
    whole: Mapping[str, Any] = data[0] if len(data) == 1 else {"@graph": list(data)}
    text = json.dumps({"@context": "https://schema.org", **whole}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_HARMLESS))  # noqa: S308  # every letter that means something to HTML is gone


def breadcrumbs(crumbs: Sequence[tuple[str, str]]) -> Data:
    """Return a BreadcrumbList of (label, path) pairs; the last one is the page itself."""
    steps = [
        {"@type": "ListItem", "position": position, "name": str(label), "item": absolute(url)}
        for position, (label, url) in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def item_list(items: Iterable[tuple[str, str]], *, name: str) -> Data:
    """Return an ItemList of (name, path) pairs in the order the page shows them."""
    steps = [
        {"@type": "ListItem", "position": position, "name": str(label), "url": absolute(url)}
        for position, (label, url) in enumerate(items, 1)
    ]
    return {"@type": "ItemList", "name": name, "numberOfItems": len(steps), "itemListElement": steps}


def organization() -> Data:
    """Return the house itself, with the contacts that stand in every footer."""
    data: Data = {
        "@type": "Organization", "@id": absolute("/#rumah"), "name": settings.HOUSE_NAME, "url": absolute("/"),
    }  # fmt: skip
    if settings.HOUSE_OPERATOR:
        data["parentOrganization"] = {"@type": "GovernmentOrganization", "name": settings.HOUSE_OPERATOR}
    if settings.HOUSE_PHONE:
        data["telephone"] = settings.HOUSE_PHONE
    if settings.HOUSE_ADDRESS:
        data["address"] = settings.HOUSE_ADDRESS
    return data


def website() -> Data:
    """Return the site with its search of products."""
    return {
        "@type": "WebSite",
        "@id": absolute("/#situs"),
        "name": settings.HOUSE_NAME,
        "url": absolute("/"),
        "inLanguage": [code for code, _name in settings.LANGUAGES],
        "publisher": {"@id": absolute("/#rumah")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute("/produk/?q={search_term_string}")},
            "query-input": "required name=search_term_string",
        },
    }


def article(
    *, title: str, summary: str, url: str, published_at: datetime, language: str, changed_at: datetime | None = None,
    image: str = "",
) -> Data:  # fmt: skip
    """Return an Article; `image` is the address of its cover, if it has one."""
    data: Data = {
        "@type": "Article",
        "headline": title,
        "description": summary,
        "mainEntityOfPage": absolute(url),
        "datePublished": _moment(published_at),
        "inLanguage": language,
        "author": {"@type": "Organization", "name": settings.HOUSE_NAME, "url": absolute("/")},
        "publisher": {"@type": "Organization", "name": settings.HOUSE_NAME},
    }
    # A page that was written before the day it goes out has not been changed since.
    if changed_at and changed_at > published_at:
        data["dateModified"] = _moment(changed_at)
    if image:
        data["image"] = absolute(image)
    return data


def postal_address(*, street: str, region_code: str, postal_code: str) -> Data:
    """Return a PostalAddress; `region_code` is a Kemendagri code of any level."""
    parts = {
        "streetAddress": street,
        "addressLocality": regions.name(regions.ancestor(region_code, 3)),
        "addressRegion": regions.name(regions.ancestor(region_code, 2)),
        "postalCode": postal_code,
    }
    return {"@type": "PostalAddress", **{key: text for key, text in parts.items() if text}, "addressCountry": COUNTRY}


def local_business(
    *, name: str, url: str, telephone: str, address: Data, summary: str = "", image: str = "",
    same_as: Sequence[str] = (), rating: Mapping[str, Any] | None = None,
) -> Data:  # fmt: skip
    """Return a LocalBusiness that serves the regency of its address; `rating` is what `aggregate_rating` gave."""
    data: Data = {
        "@type": "LocalBusiness", "name": name, "url": absolute(url), "telephone": telephone, "address": address,
        **(rating or {}),
    }  # fmt: skip
    if area := address.get("addressRegion"):
        data["areaServed"] = {"@type": "AdministrativeArea", "name": area}
    if summary:
        data["description"] = summary
    if image:
        data["image"] = absolute(image)
    if same_as:
        data["sameAs"] = list(same_as)
    return data


def aggregate_rating(*, value: Any, count: int) -> Data:
    """Return the `aggregateRating` of a thing of which `count` reviews are shown; empty where there are none."""
    if not count:
        return {}
    stars = {"ratingValue": value, "reviewCount": count, "bestRating": 5, "worstRating": 1}
    return {"aggregateRating": {"@type": "AggregateRating", **stars}}


def event(
    *, name: str, url: str, starts_at: datetime, ends_at: datetime, place: str = "", address: str = "",
    online: bool = False, seats: int | None = None, seats_left: int | None = None, summary: str = "",
    organizer: str = "", image: str = "", cancelled: bool = False, free: bool = True, zone: ZoneInfo = HOUSE_CLOCK,
) -> Data:  # fmt: skip
    """Return an Event at `place` (with its `address`, if that is told), or online.

    `seats` is how many people it holds, `seats_left` how many may still come; None where the page does not say.
    """
    state = "EventCancelled" if cancelled else "EventScheduled"
    mode = "OnlineEventAttendanceMode" if online else "OfflineEventAttendanceMode"
    location: Data = {"@type": "VirtualLocation", "url": absolute(url)} if online else {"@type": "Place", "name": place}
    if address and not online:
        location["address"] = address
    data: Data = {
        "@type": "Event",
        "name": name,
        "url": absolute(url),
        "startDate": _moment(starts_at, zone),
        "endDate": _moment(ends_at, zone),
        "eventStatus": f"https://schema.org/{state}",
        "eventAttendanceMode": f"https://schema.org/{mode}",
        "location": location,
        "isAccessibleForFree": free,
        "organizer": {"@type": "Organization", "name": organizer or settings.HOUSE_NAME, "url": absolute("/")},
    }
    more = {"description": summary, "image": absolute(image) if image else ""}
    data |= {key: text for key, text in more.items() if text}
    if seats is not None:
        data["maximumAttendeeCapacity"] = seats
    if seats_left is not None:
        data["remainingAttendeeCapacity"] = seats_left
    return data


def _moment(value: datetime, zone: ZoneInfo = HOUSE_CLOCK) -> str:
    return clock.local(value, zone).isoformat(timespec="seconds")
