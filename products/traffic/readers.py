"""Who counts as a reader: a person looking by themselves. Decided by what the browser says of itself, nothing more."""

import re
from collections.abc import Callable, Collection

from django.db.models import Q
from django.http import HttpRequest

from rumah.accounts.models import User
from rumah.accounts.roles import STAFF_DOOR
from rumah.businesses.models import Membership

# Crawlers name themselves; messengers and social sites fetch a page for its preview; programs and headless browsers
# are nobody's eyes. An empty name is a program too; Cubot makes phones.
MACHINES = re.compile(
    r"(?<!cu)bot(?:\b|[/;_-])|crawl|spider|slurp|preview|scan|monitor|headless|lighthouse|facebookexternalhit|whatsapp|"
    r"telegram|curl|wget|python|java/|go-http|okhttp|axios|node-fetch|httpclient|libwww|phantom|selenium",
    re.IGNORECASE,
)


def is_reader(request: HttpRequest) -> bool:
    """Whether a person seems to have asked for this page, not a program and not a browser fetching ahead."""
    name = request.headers.get("User-Agent", "")
    if not name or MACHINES.search(name):
        return False
    ahead = "".join(request.headers.get(header, "") for header in ("Sec-Purpose", "Purpose", "X-Moz"))
    return "prefetch" not in ahead and "prerender" not in ahead


# Told by rooms above at the start: (person, business) of those of these people who work with one of these businesses.
Insiders = Callable[[Collection[int], Collection[int]], set[tuple[int, int]]]
insiders: list[Insiders] = []


def insiders_among(user_ids: Collection[int], business_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return who of these people belongs to which business or works with it. One query, and one for each told."""
    if not user_ids or not business_ids:
        return set()
    own = Membership.objects.filter(user__in=user_ids, business__in=business_ids)
    found = set(own.values_list("user_id", "business_id"))
    return found.union(*(ask(user_ids, business_ids) for ask in insiders))


def staff_among(user_ids: Collection[int]) -> set[int]:
    """Return those of these people who may enter the staff screens. One query."""
    codename = STAFF_DOOR.split(".")[1]
    may = Q(is_superuser=True) | Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename)
    return set(User.objects.filter(may, pk__in=user_ids).values_list("pk", flat=True))
