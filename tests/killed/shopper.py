"""A buyer in front of the real web process, as a browser would be: cookies, forms, and the same button again."""

import threading
from itertools import count
from urllib.parse import urlsplit

import requests

from products.catalogue.models import Variant
from products.orders.models import Purchase

NUMBERS = count(1)


class Shopper:
    """Has two pieces of a variant in the cart and the second screen of paying in front of them."""

    def __init__(self, url: str, variant: Variant) -> None:
        number = next(NUMBERS)
        self.url, self.email = url, f"pembeli{number}@contoh.id"
        self.browser = requests.Session()
        self.browser.headers["Sec-Fetch-Site"] = "same-origin"
        self._post("/keranjang/tambah/", variant=variant.pk, quantity=2)
        details = {"name": "Siti Aminah", "phone": f"0812{number:08d}", "email": self.email, "delivery": "pickup"}
        self._post("/bayar/", **details)
        page = self.browser.get(f"{url}/bayar/periksa/", timeout=30).text
        self.offer = page.split('name="pesanan" value="')[1].split('"')[0]

    def press(self) -> str:
        """Place and pay; return the path where the answer leads."""
        return self._post("/bayar/periksa/", pesanan=self.offer, cara="stripe")

    def press_in_vain(self) -> threading.Thread:
        """Do the same, to a process that will not live to answer."""
        return in_vain(self.press)

    def press_and_read(self) -> int:
        """Do the same, and return the status of the answer, whatever it is."""
        data = {"pesanan": self.offer, "cara": "stripe"}
        answer = self.browser.post(f"{self.url}/bayar/periksa/", data=data, allow_redirects=False, timeout=60)
        return answer.status_code

    def purchases(self) -> list[Purchase]:
        return list(Purchase.objects.filter(buyer_email=self.email))

    def _post(self, path: str, **data: object) -> str:
        answer = self.browser.post(f"{self.url}{path}", data=data, allow_redirects=False, timeout=60)
        assert answer.status_code in {302, 303}, answer.text[:2_000]
        return urlsplit(answer.headers["Location"]).path


def in_vain(deed: object) -> threading.Thread:
    """Run in the background what ends in a broken connection."""

    def run() -> None:
        try:
            deed()
        except requests.ConnectionError:
            return

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread
