"""What the profile of one business shows."""

from typing import Any

from django.utils.translation import gettext as _

from products.care.queries import business_rating
from products.care.reviews.rating import Rating
from products.catalogue.queries import Filters, list_products
from products.shop.browse import places, story, words
from rumah.businesses.models import Business, Permit
from rumah.theme.share import Share, card_path
from rumah.theme.structured import aggregate_rating, breadcrumbs, data_block, local_business, postal_address


def context(business: Business, permits: list[Permit], *, cursor: str) -> dict[str, Any]:
    """Return the template's values, with one page of the business's products."""
    listing = list_products(Filters(business=business.slug), cursor=cursor)
    home = business.get_absolute_url()
    crumbs = [(words.businesses(), "/usaha/"), (business.name, home)]
    place = places.short(business.region_code)
    rating, elsewhere = business_rating(business.pk), socials(business)
    summary = words.summary(business.tagline, f"{business.name}, {business.get_sector_display()}, {place}")
    card = card_path(
        "usaha", business.slug, business.name, business.tagline, business.logo.name, business.cover.name, place
    )
    return {
        "business": business,
        "permits": permits,
        "place": place,
        "place_full": places.full(business.region_code),
        "story": story.parts(business.story),
        "socials": elsewhere,
        "question": words.business_question(business),
        "listing": listing,
        "rating": rating,
        "next_url": f"{home}?lanjut={listing.next_cursor}" if listing.next_cursor else "",
        "first_url": home if cursor else "",
        "crumbs": crumbs,
        "is_narrowed": bool(cursor),
        "share": Share(title=business.name, summary=summary, path=home, image=card, kind="profile"),
        "structured": data_block(_data(business, elsewhere, rating), breadcrumbs(crumbs)),
    }


def _data(business: Business, elsewhere: list[tuple[str, str, str]], rating: Rating) -> dict[str, Any]:
    picture = business.cover or business.logo
    return local_business(
        name=business.name, url=business.get_absolute_url(), telephone=business.phone,
        address=postal_address(
            street=business.address, region_code=business.region_code, postal_code=business.postal_code
        ),
        summary=business.tagline, image=picture.url if picture else "",
        same_as=[url for _label, _read, url in elsewhere],
        rating=aggregate_rating(value=rating.value, count=rating.count),
    )  # fmt: skip


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
