"""Who lives in the demo: one sign-in per role, owners of the shops, mentors, staff. All are invented."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from rumah.accounts.models import User
from rumah.businesses.models import Business, Membership
from rumah.businesses.states import Role
from rumah.core import clock

# Shown by `manage.py run`; the demo never runs in production.
PASSWORD = "rumah-kreatif-2026"  # noqa: S105
OWNER, MENTOR, SHOPPER = "pemilik@contoh.id", "pendamping@contoh.id", "pembeli@contoh.id"
VERIFIER, EDITOR, COORDINATOR = "verifikator@contoh.id", "editor@contoh.id", "koordinator@contoh.id"
TREASURER = "bendahara@contoh.id"

# Role, login and password.
SIGN_INS: list[tuple[str, str, str]] = [
    ("pemilik usaha", OWNER, PASSWORD),
    ("pendamping", MENTOR, PASSWORD),
    ("pembeli", SHOPPER, PASSWORD),
    ("verifikator", VERIFIER, PASSWORD),
    ("editor", EDITOR, PASSWORD),
    ("koordinator", COORDINATOR, PASSWORD),
    ("bendahara", TREASURER, PASSWORD),
]
NAMES = {
    OWNER: ("Sri Wahyuni", "+628123450001"),
    MENTOR: ("Dimas Ardiansyah", "+628123450002"),
    SHOPPER: ("Ratna Dewanti", "+628123450003"),
    VERIFIER: ("Bagus Wicaksono", "+628123450004"),
    EDITOR: ("Laras Prameswari", "+628123450005"),
    COORDINATOR: ("Hendra Gunawan", "+628123450006"),
    TREASURER: ("Yuli Astuti", "+628123450007"),
}
GROUPS = {VERIFIER: "Verifikator", EDITOR: "Editor", COORDINATOR: "Koordinator", TREASURER: "Bendahara"}
# The owner who signs in speaks for this shop of data/businesses.csv.
OWNED_SHOP = "Keripik Pisang Bu Wahyuni"
OWNERS_AT_MOST = 400
# What Django writes for somebody who signs in without a password.
NO_PASSWORD = make_password(None)


def invite() -> dict[str, User]:
    """Create the people who sign in, with verified e-mail addresses, and return them by login."""
    password = make_password(PASSWORD)
    people: dict[str, User] = {}
    for login, (name, phone) in NAMES.items():
        people[login] = person(name=name, email=login, phone=phone, password=password)
    for login, group in GROUPS.items():
        people[login].groups.add(Group.objects.get(name=group))
    return people


def person(*, name: str, email: str, phone: str, password: str) -> User:
    """Return the person with this e-mail, made if missing; `password` is hashed already."""
    user, _made = User.objects.get_or_create(
        email=email, defaults={"name": name, "phone": phone, "phone_verified": True, "password": password}
    )
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def give_owners(names: Iterable[tuple[str, str]], owner: User) -> None:
    """Make an owner for each of the first shops, given as (business code, name of its owner).

    They sign in by a one-time code to the phone of their shop, so none needs a password.
    """
    by_code = dict(list(names)[:OWNERS_AT_MOST])
    shops = list(Business.objects.filter(code__in=by_code).order_by("code"))
    now, users = clock.now(), []
    for at, shop in enumerate(shops):
        user = User(name=by_code[shop.code], phone=f"+62857{at:08d}", phone_verified=True, password=NO_PASSWORD)
        users.append(user)
    User.objects.bulk_create(users)
    members = [
        Membership(user=user, business=shop, role=Role.OWNER, created_at=now)
        for user, shop in zip(users, shops, strict=True)
        if shop.name != OWNED_SHOP
    ]
    members += [Membership(user=owner, business=s, created_at=now) for s in shops if s.name == OWNED_SHOP]
    Membership.objects.bulk_create(members)
