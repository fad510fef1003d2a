"""Start a business with the house; whoever starts it owns it."""

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from rumah.accounts.models import User
from rumah.businesses.fields import Core, check_core
from rumah.businesses.models import Business, Membership
from rumah.businesses.search import index_businesses
from rumah.businesses.states import Role
from rumah.core import audit, clock, regions
from rumah.core.errors import Conflict, DomainError
from rumah.core.locking import locked_one
from rumah.core.slugs import LETTERS, free_slug
from rumah.core.text import clean_line

MAX_BUSINESSES = 10


def register(*, user: User, name: str, sector: str, region_code: str, phone: str, tagline: str = "") -> Business:
    """Make a draft business with `user` as its owner.

    A second press of the button gives the business made by the first one: same owner, same name, same village.
    Raises DomainError with every problem at once, Conflict when another took the address in the same moment.
    """
    core = check_core(name=name, sector=sector, region_code=region_code, phone=phone)
    with transaction.atomic():
        # The person's own row is the lock: two presses of the button wait for each other here.
        locked_one(User.objects.filter(pk=user.pk))
        twin = user.businesses.filter(name=core.name, region_code=core.region_code).first()
        if twin is not None:
            return twin
        if user.businesses.count() >= MAX_BUSINESSES:
            raise DomainError(_("Anda sudah memiliki 10 usaha di sini. Hubungi petugas untuk menambah."))
        return _create(user, core, clean_line(tagline))


def _create(user: User, core: Core, tagline: str) -> Business:
    now = clock.now()
    place = regions.get(core.region_code)
    try:
        with transaction.atomic():
            business = Business.objects.create(
                name=core.name, slug=free_slug(Business, core.name), code=f"T-{get_random_string(10, LETTERS)}",
                sector=core.sector, region_code=core.region_code, phone=core.phone, tagline=tagline[:160],
                postal_code=(place.postal_code or "") if place else "", created_at=now, updated_at=now,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("Usaha lain baru saja memakai alamat ini. Coba lagi.")) from error
    Membership.objects.create(business=business, user=user, role=Role.OWNER, created_at=now)
    index_businesses([business.pk])
    audit.record("businesses.register", business, actor=user, name=core.name)
    return business
