"""What the profile of one business shows."""

from typing import Any

from django.utils.translation import gettext as _

from products.care.queries import business_rating
from products.catalogue.queries import Filters, list_products
from products.shop.browse import places, story, structured, words
from rumah.businesses.models import Business, Permit
from rumah.core.addresses import absolute


def context(business: Business, permits: list[Permit], *, cursor: str) -> dict[str, Any]:
    """Return the template's values, with one page of the business's products."""
    listing = list_products(Filters(business=business.slug), cursor=cursor)
    home = business.get_absolute_url()
    crumbs = [(words.businesses(), "/usaha/"), (business.name, home)]
    place = places.short(business.region_code)
    return {
        "business": business,
        "permits": permits,
        "place": place,
        "place_full": places.full(business.region_code),
        "story": story.parts(business.story),
        "socials": socials(business),
        "question": words.business_question(business),
        "listing": listing,
        "rating": business_rating(business.pk),
        "next_url": f"{home}?lanjut={listing.next_cursor}" if listing.next_cursor else "",
        "first_url": home if cursor else "",
        "crumbs": crumbs,
        "summary": words.summary(business.tagline, f"{business.name}, {business.get_sector_display()}, {place}"),
        "canonical": absolute(home),
        "crumbs_data": structured.data_block(structured.crumbs_data(crumbs)),
    }


def socials(business: Business) -> list[tuple[str, str, str]]:
    """Return (label, what is read, address) of each place where the business can be found elsewhere."""
    known = (
        ("Instagram", business.instagram, "https://www.instagram.com/"),
        ("Facebook", business.facebook, "https://www.facebook.com/"),
        ("TikTok", business.tiktok, "https://www.tiktok.com/@"),
    )
    found = [(label, f"@{_handle(name)}", f"{start}{_handle(name)}") for label, name, start in known if name]
    if business.website:
        shown = business.website.removeprefix("https://").removeprefix("http://").rstrip("/")
        found.append((_("Situs"), shown, business.website))
    return found


def _handle(name: str) -> str:
    return name.strip().lstrip("@").rstrip("/").rsplit("/", 1)[-1]
