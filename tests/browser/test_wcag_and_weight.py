"""Every kind of page as axe-core sees it, on a phone and on a desk, light and dark; and what it weighs on the wire."""

import gzip
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Response

from mentoring.results.models import Deliverable
from mentoring.schedule.slots import slots
from mentoring.services.models import Service
from mentoring.sessions.models import Offer, Session
from mentoring.walkin.models import Ticket
from products.catalogue.models import Product
from products.orders.links import purchase_path
from products.orders.models import Purchase
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.content.models import GuidePage
from rumah.core import clock
from rumah.demo import lines, people
from rumah.demo.load import load
from rumah.events.models import EventPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"], "preload": False}
PHONE, DESK = 360, 1280
# Where the columns of a desk differ from all other pages; elsewhere the wide page holds the same parts once more.
WIDE = ("/", "/produk/", "/usaha/", "/bayar/", "/toko-saya/")
# The dark scheme changes colours and nothing else.
SCHEMES: dict[Literal["light", "dark"], dict[str, object]] = {
    "light": RULES,
    "dark": {
        "runOnly": {"type": "rule", "values": ["color-contrast"]},
        "resultTypes": ["violations"],
        "preload": False,
    },
}
# Added to the page before anything else runs, so that no shift is missed.
SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: 'layout-shift', buffered: true});
"""
KINDS = {"document": "html", "stylesheet": "css", "script": "js", "font": "font", "image": "image"}


@dataclass(frozen=True, slots=True)
class Budget:
    """What a page may weigh: thousands of bytes by kind, and how many requests."""

    html: int
    css: int
    js: int
    font: int
    image: int
    total: int
    requests: int


GUIDE = Budget(html=15, css=12, js=8, font=11, image=40, total=90, requests=10)
PRODUCT = Budget(html=12, css=14, js=10, font=11, image=60, total=110, requests=15)
CATALOGUE = Budget(html=18, css=14, js=10, font=11, image=90, total=150, requests=24)
BUYING = Budget(html=12, css=14, js=10, font=11, image=10, total=60, requests=8)
WORKSPACE = Budget(html=20, css=16, js=30, font=11, image=60, total=140, requests=20)


# What the weight of a file is, by address: the same stylesheet comes with every page. Pages themselves change.
FILES: dict[str, int] = {}


def weight_of(page: Page, answer: Response, kind: str) -> int:
    """Return bytes on the wire, text as gzip sends it. Asked for once more: the browser keeps no preloaded body."""
    if kind == "html" or answer.url not in FILES:
        again = page.request.get(answer.url)
        packed = kind in ("html", "css", "js") or again.headers.get("content-encoding") == "gzip"
        FILES[answer.url] = len(gzip.compress(again.body()) if packed else again.body())
    return FILES[answer.url]


def weigh(page: Page, answers: list[Response]) -> dict[str, float]:
    """Return thousands of bytes by kind."""
    weight: Counter[str] = Counter()
    for answer in answers:
        kind = KINDS.get(answer.request.resource_type, "other")
        weight[kind] += weight_of(page, answer, kind)
    return {**{kind: weight[kind] / 1000 for kind in KINDS.values()}, "total": weight.total() / 1000}


def over_budget(page: Page, path: str, budget: Budget) -> list[str]:
    """Open the page and return each number that is too large."""
    answers: list[Response] = []

    def hear(answer: Response) -> None:
        answers.append(answer)

    page.on("response", hear)
    answer = page.goto(path)
    page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 100)))")
    page.remove_listener("response", hear)
    assert answer
    assert answer.status == 200, path
    assert urlsplit(page.url).path == urlsplit(path).path, page.url
    seen = {**weigh(page, answers), "requests": len(answers)}
    told = [f"{path} {kind}: {got} > {most}" for kind, got in seen.items() if got > (most := getattr(budget, kind))]
    shifted = page.evaluate("window.shifted")
    return told + ([f"{path} shift: {shifted}"] if shifted > 0.02 else [])


def violations(page: Page, path: str, *, wide: bool = False) -> list[str]:
    """Return what axe-core finds on the open page in both schemes, and whether it scrolls sideways.

    A phone's page is looked at in each scheme; a desk's only if it is `wide`, and then in the light scheme.
    """
    told = []
    page.evaluate(AXE_SCRIPT)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 740})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            told.append(f"{path} {width}: scrolls sideways")
        for scheme, rules in SCHEMES.items():
            if width == DESK and not (wide and scheme == "light"):
                continue
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for found in page.evaluate("rules => axe.run(document, rules)", rules)["violations"]:
                node = found["nodes"][0]
                told.append(f"{path} {width} {scheme}: {found['id']} {node['target']} {node['failureSummary']}")
    return told


class Visits:
    """Opens pages as a stranger or as one of the demo's people."""

    def __init__(self, chromium: Browser, site: str) -> None:
        self.chromium, self.site = chromium, site
        self.contexts: list[BrowserContext] = []

    def page(self, email: str = "") -> Page:
        # The site's policy forbids foreign scripts; axe-core is one.
        context = self.chromium.new_context(
            base_url=self.site, locale="id-ID", bypass_csp=True, service_workers="block"
        )
        self.contexts.append(context)
        if email:
            client = Client()
            client.force_login(User.objects.get(email=email))
            context.add_cookies(
                [{"name": name, "value": m.value, "url": self.site} for name, m in client.cookies.items()]
            )
        context.add_init_script(SHIFTS)
        page = context.new_page()
        page.set_viewport_size({"width": 360, "height": 640})
        page.emulate_media(color_scheme="light")
        return page

    def complaints(self, email: str, paths: dict[str, Budget]) -> list[str]:
        told: list[str] = []
        page = self.page(email)
        for path, budget in paths.items():
            page.set_viewport_size({"width": 360, "height": 640})
            page.emulate_media(color_scheme="light")
            told += over_budget(page, path, budget)
            told += violations(page, path, wide=path in WIDE or budget is PRODUCT)
        return told


@pytest.fixture
def visits(chromium: Browser, site: str) -> Iterator[Visits]:
    visits = Visits(chromium, site)
    yield visits
    for context in visits.contexts:
        context.close()


def shop_paths() -> dict[str, Budget]:
    product = Product.objects.filter(is_listed=True, in_stock=True).select_related("category", "business")[0]
    guide = GuidePage.objects.live().first()
    assert guide
    return {
        "/": CATALOGUE,
        "/produk/": CATALOGUE,
        f"/produk/?kategori={product.category.slug}&halal=1&urut=termurah&min=1000": CATALOGUE,
        "/produk/?q=kripik+pisng": CATALOGUE,
        "/produk/?q=tidakadasamasekali": CATALOGUE,
        product.get_absolute_url(): PRODUCT,
        f"/usaha/{product.business.slug}/": CATALOGUE,
        "/usaha/": CATALOGUE,
        "/panduan/": GUIDE,
        f"/panduan/{guide.slug}/": GUIDE,
        "/acara/": GUIDE,
        f"/acara/{EventPage.objects.live().filter(starts_at__gt=clock.now()).latest('starts_at').slug}/": GUIDE,
        "/cara-belanja/": GUIDE,
        "/bantuan/?bahasa=en": GUIDE,
        "/pendampingan/": GUIDE,
        f"/pendampingan/{Service.objects.filter(is_active=True)[0].slug}/": GUIDE,
        f"/pendampingan/{lines.WORKSHOP}/": GUIDE,
        "/pendampingan/antrean/": BUYING,
        **{f"/pendampingan/antrean/{pk}/": BUYING for pk in Ticket.objects.filter(state="called").values_list("pk")[0]},
        "/akun/daftar/": BUYING,
        "/akun/masuk/": BUYING,
        "/akun/sandi/lupa/": BUYING,
        "/keranjang/": BUYING,
        f"{product.get_absolute_url()}ulasan/": CATALOGUE,
        "/favorit/": BUYING,
        "/aksesibilitas/": GUIDE,
        "/dilihat/": CATALOGUE,
    }


def around_a_booking(business: Business) -> dict[str, Budget]:
    """Return the pages of an owner's own bookings: a day's times, the form, a place in line, what is offered."""
    coming = business.sessions.filter(state="confirmed", occurrence=None, starts_at__gt=clock.now())[0]
    service = Service.objects.get(slug="foto-produk")
    slot = slots(service=service, first=clock.today(), last=clock.today() + timedelta(days=30))[-1]
    start = slot.starts_at.strftime("%Y%m%dT%H%MZ")
    offer = Offer.objects.get(state="open", waiting__business=business)
    paths = [f"sesi/{coming.pk}/", f"sesi/{coming.pk}/pindah/", "kalender/", f"tawaran/{offer.pk}/"]
    paths += [f"foto-produk/?hari={clock.local(slot.starts_at).date()}", f"foto-produk/pesan/?mulai={start}"]
    paths += ["foto-produk/tunggu/", f"{lines.WORKSHOP}/"]
    return {f"/pendampingan/{path}": BUYING if "foto" in path else WORKSPACE for path in paths}


def signed_in(visits: Visits) -> list[str]:
    """Return complaints about the pages of a shopper, an owner and a mentor."""
    shopper = User.objects.get(email=people.SHOPPER)
    owner = User.objects.get(email=people.OWNER)
    business = Business.objects.filter(memberships__user=owner)[0]
    bought = Purchase.objects.filter(buyer=shopper)[0]
    shop = f"/toko-saya/{business.slug}/"
    product = Product.objects.filter(business=business)[0]
    told = visits.complaints(
        people.SHOPPER,
        {"/akun/": BUYING, "/akun/pembelian/": BUYING, "/akun/pencarian/": BUYING, purchase_path(bought): BUYING},
    )
    parts = ["", "profil/", "izin/", "pendamping/", "riwayat/", "naik-kelas/", "angka/", "promo/", "tautan/"]
    parts += ["produk/", "tambah-produk/", "impor/", "pesanan/", "ulasan/", "keluhan/", "pengiriman/"]
    own = f"produk/{product.slug}/"
    parts += [own, f"{own}foto-varian/", f"{own}foto/", f"{own}label/", f"{own}label/cetak/", f"{own}promo/"]
    parts += [f"{own}foto/{one.pk}/" for one in product.photos.all()[:1]]
    # One that waits for its courier; asking for rates is a page of its own.
    parts += [f"pesanan/{order.number}/" for order in business.orders.filter(fulfilment="to_ship")[:1]]
    held = Session.objects.filter(business=business, state="completed", satisfaction=None).latest("ends_at")
    owned = ["/toko-saya/", "/pendampingan/sesi/", "/pendampingan/tindak-lanjut/", f"/pendampingan/sesi/{held.pk}/"]
    owned += [f"/pendampingan/sesi/{held.pk}/nilai/", *(shop + part for part in parts)]
    results = Deliverable.objects.filter(mentor__user__email=people.MENTOR, business__memberships__user=owner)
    by_state = {row.state: row for row in results.order_by("kind")}
    owned += ["/pendampingan/hasil/", *(f"/pendampingan/hasil/{row.pk}/" for row in by_state.values())]
    told += visits.complaints(people.OWNER, dict.fromkeys(owned, WORKSPACE) | around_a_booking(business))
    session = Session.objects.filter(mentor__user__email=people.MENTOR, log__finished_at=None, log__isnull=False).get()
    desk = ["/pendampingan/antrean/loket/", "/pendampingan/kedatangan/", "/meja/permintaan/", "/meja/jadwal/terdampak/"]
    desk += ["/meja/", "/meja/jadwal/", f"/meja/sesi/{session.pk}/", "/meja/waktu/", "/meja/usaha/"]
    desk.append(f"/meja/usaha/{session.business.slug}/")
    asked = by_state["revision"]
    desk += ["/meja/hasil/", f"/meja/hasil/{asked.pk}/", f"/meja/hasil/sesi/{asked.session_id}/"]
    desk += [f"/meja/hasil/sesi/{asked.session_id}/packaging/"]
    told += visits.complaints(people.MENTOR, dict.fromkeys(desk, WORKSPACE))
    return told


def staffed(visits: Visits) -> list[str]:
    """Return complaints about the staff's pages of money and of messages, in Wagtail's frame."""
    pages = {
        people.TREASURER: [
            "/staf/uang/",
            "/staf/uang-masuk/",
            "/staf/uang-keluar/",
            "/staf/saldo-kurir/",
            "/staf/attempt/",
        ],
        people.COORDINATOR: ["/staf/outboxmessage/"],
    }
    told = []
    for email, paths in pages.items():
        page = visits.page(email)
        for path in paths:
            answer = page.goto(path)
            assert answer
            assert (answer.status, urlsplit(page.url).path) == (200, path)
            told += violations(page, path, wide=True)
    return told


def buying(visits: Visits) -> list[str]:
    """Return complaints about a cart with something in it, checkout, and checkout with errors."""
    page = visits.page()
    product = Product.objects.filter(is_listed=True, in_stock=True)[0]
    page.goto(product.get_absolute_url())
    page.locator("button[form=beli]:visible, #beli button:visible").first.click()
    page.wait_for_url("**/keranjang/**")
    told = over_budget(page, "/keranjang/", BUYING) + violations(page, "/keranjang/")
    told += over_budget(page, "/bayar/", BUYING) + violations(page, "/bayar/", wide=True)
    page.get_by_role("button", name="Periksa pesanan").click()
    page.wait_for_load_state()
    assert page.title().startswith("Galat:")
    told += violations(page, "/bayar/ with errors")
    return told


def test_a_page_with_faint_text_tiny_targets_and_too_much_weight_is_found(visits: Visits) -> None:
    page = visits.page()
    told = over_budget(page, "/", Budget(html=0, css=0, js=0, font=0, image=0, total=0, requests=0))
    assert {line.split()[1] for line in told} >= {"html:", "css:", "total:", "requests:"}
    page.evaluate(
        "document.querySelector('main').innerHTML = '<p style=\"color:#bbb;background:#fff\">Samar</p>"
        '<p><button style="font-size:4px;padding:0;min-height:0;width:9px;height:9px;border:0">x</button>'
        '<button style="font-size:4px;padding:0;min-height:0;width:9px;height:9px;border:0">y</button></p>\''
    )
    found = {line.split()[3] for line in violations(page, "/")}
    assert found >= {"color-contrast", "target-size"}


def test_no_page_breaks_wcag_or_its_budget(visits: Visits) -> None:
    load(businesses=5, products=30)
    told = visits.complaints("", shop_paths()) + signed_in(visits) + staffed(visits) + buying(visits)
    assert not told, "\n".join(told)
