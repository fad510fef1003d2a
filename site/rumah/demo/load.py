"""Load the demo: a whole regency to look around in. Its catalogue comes in by the importer, as a real one would."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from mentoring.schedule import holidays
from mentoring.schedule.models import Holiday
from mentoring.services import found as services
from mentoring.services.models import Service
from products.catalogue import facets
from products.catalogue import found as catalogue
from products.catalogue.models import Category
from products.intake.run import import_catalogue
from products.labels import found as labels
from products.labels.models import LabelRule
from products.orders import found as orders
from products.orders.models import ShippingZone
from products.payments.catch_up import catch_up
from rumah.accounts import found as accounts
from rumah.businesses.models import Business
from rumah.content import found as content
from rumah.content.models import GuideIndexPage
from rumah.core import clock
from rumah.core.pagecache import forget_pages
from rumah.demo import (
    events,
    extras,
    figures,
    files,
    guides,
    journals,
    labelling,
    lines,
    mentors,
    people,
    plan,
    results,
    shared_photos,
    standing,
    voices,
    workshops,
)
from rumah.demo import orders as buying
from rumah.demo import sessions as meeting
from rumah.demo.cash import buy_in_cash
from rumah.demo.delivering import send_by_courier, show_variants_by_photo
from rumah.demo.money import manage
from rumah.events import found as event_pages
from rumah.places import counting

# Up to here every product gets pictures of its own; beyond, each kind shares two.
PICTURED_AT_MOST = 1_500
Tell = Callable[[str], object]


def load(*, businesses: int = 60, products: int = 300, seed: int = 1, tell: Tell = str) -> bool:
    """Load a demo of this size and return True; on a database that has one, do nothing and return False.

    The same seed gives the same demo. `tell` hears each step. Raises RuntimeError when the importer refuses the
    files, which is a fault of ours.
    """
    if not 1 <= businesses <= products:
        raise ValueError("a demo needs at least one shop, and a product for each")
    if Business.objects.filter(code__startswith=plan.CODE).exists():
        return False
    _found()
    pictured = products <= PICTURED_AT_MOST
    _import(businesses=businesses, products=products, seed=seed, pictured=pictured, tell=tell)
    now = clock.now()
    tell("orang dan usaha")
    signed_in = people.invite()
    people.give_owners(((s.code, s.owner) for s in plan.shops(min(businesses, 400))), signed_in[people.OWNER])
    standing.spread(now=now, seed=seed)
    if not pictured:
        tell("foto bersama")
        shared_photos.hang(businesses=businesses, products=products, seed=seed)
    tell("pesanan")
    buying.buy(count=products * 2, now=now, seed=seed, shopper=signed_in[people.SHOPPER])
    buy_in_cash(seller_of=signed_in[people.OWNER])
    send_by_courier(owner=signed_in[people.OWNER])
    show_variants_by_photo(actor=signed_in[people.OWNER])
    labelling.label(owner=signed_in[people.OWNER])
    catch_up()
    tell("ulasan dan keluhan")
    voices.speak(now=now, seed=seed, shopper=signed_in[people.SHOPPER])
    extras.furnish(
        now=now, shopper=signed_in[people.SHOPPER], owner=signed_in[people.OWNER], staff=signed_in[people.COORDINATOR]
    )
    tell("uang")
    manage(treasurer=signed_in[people.TREASURER])
    tell("pendampingan")
    team = mentors.welcome(today=clock.today(), signed_in=signed_in[people.MENTOR])
    meeting.meet(count=min(products, 600), now=now, seed=seed, mentors=team)
    journals.keep(now=now, seed=seed, mentor=team[0], owner=signed_in[people.OWNER])
    coordinator = signed_in[people.COORDINATOR]
    results.show(now=now, seed=seed, owner=signed_in[people.OWNER], coordinator=coordinator, mentor=team[0])
    workshops.schedule(today=clock.today(), mentors=team)
    lines.stand(now=now, seed=seed, owner=signed_in[people.OWNER], coordinator=coordinator, mentors=team)
    tell("angka harian")
    figures.count()
    tell("panduan")
    guides.write(now=now)
    events.hold(now=now)
    facets.rebuild()
    counting.recount()
    forget_pages()
    return True


def _found() -> None:
    """Add what `manage.py setup` adds, where somebody loads a demo without it."""
    accounts.found()
    if not Category.objects.exists():
        catalogue.found()
    if not ShippingZone.objects.exists():
        orders.found()
    if not LabelRule.objects.exists():
        labels.found()
    if not Service.objects.exists():
        services.found()
    if not GuideIndexPage.objects.exists():
        content.found()
    event_pages.found()
    if not Holiday.objects.exists():
        holidays.sync([clock.today().year, clock.today().year + 1])


def _import(*, businesses: int, products: int, seed: int, pictured: bool, tell: Tell) -> None:
    with tempfile.TemporaryDirectory(prefix="contoh-") as folder:
        tell("gambar dan berkas")
        written = files.write(Path(folder), businesses=businesses, products=products, seed=seed, pictured=pictured)
        tell("impor katalog")
        result = import_catalogue(
            businesses=written.businesses, products=written.products, photos=written.photos, quick_photos=True
        )
        if result.is_refused:
            raise RuntimeError(f"the importer refused the demo: {result.flaws[:3]}")
