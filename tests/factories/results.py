"""Sessions that were held, and files as mentors send them."""

import io
import uuid
import zlib
from datetime import timedelta
from typing import Any

from PIL import Image

from mentoring.results.models import Deliverable
from mentoring.results.submit import Words, submit
from mentoring.sessions.models import Session, SessionState
from products.catalogue.models import Product
from rumah.businesses.models import Membership
from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory

NAME, DESCRIPTION = "Keripik Pisang Madu", "Renyah, manis dari madu hutan."


def held(membership: Membership | None = None, product: Product | None = None, **kwargs: Any) -> Session:
    """Return a session that was held two days ago, with the listing frozen as it is now."""
    membership = membership or MembershipFactory()
    if product is None and kwargs.pop("with_product", True):
        product = ProductFactory(business=membership.business, name="Keripik Pisang")
        VariantFactory(product=product)
    service = kwargs.pop("service", None) or ServiceFactory(for_product=product is not None)
    mentor = kwargs.pop("mentor", None) or MentorFactory(skills=[service])
    start = clock.now() - timedelta(days=2)
    frozen = {"name": product.name, "description": product.description, "photos": []} if product else {}
    return Session.objects.create(
        **{
            "id": uuid.uuid4(), "service": service, "business": membership.business, "product": product,
            "mentor": mentor, "booked_by": membership.user, "state": SessionState.COMPLETED, "starts_at": start,
            "ends_at": start + timedelta(hours=1), "before": frozen, "created_at": start - timedelta(days=3),
            "changed_at": start, **kwargs,
        }
    )  # fmt: skip


def handed_in(session: Session, kind: str = "text", **kwargs: Any) -> Deliverable:
    """Return work that waits for the owner."""
    words = kwargs.pop("words", Words(name=NAME, description=DESCRIPTION) if kind == "text" else Words())
    files = kwargs.pop("files", [picture()] if kind in {"photo", "packaging", "label"} else [])
    return submit(actor=session.mentor.user, session=session, kind=kind, words=words, files=files)


def picture(colour: str = "teal", size: tuple[int, int] = (600, 450), form: str = "PNG", **kwargs: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form, **kwargs)
    return out.getvalue()


def pdf(catalog: bytes = b"", packed: bytes = b"") -> bytes:
    """Return a PDF of one empty page, with more in its catalogue or in a packed stream of objects."""
    body = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R" + catalog + b">>endobj\n"
    body += b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    body += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n"
    if packed:
        data = zlib.compress(packed)
        head = b"4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(data)
        body += head + b"stream\n" + data + b"\nendstream endobj\n"
    return body + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def svg(inside: str = "", attributes: str = "") -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30" '
        f'{attributes}><rect width="40" height="30" fill="#f4c430"/>{inside}</svg>'
    ).encode()
