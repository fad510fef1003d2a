"""Change what a business says about itself."""

import html
import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from rumah.businesses.fields import check_core, check_handle, check_web
from rumah.businesses.models import Business
from rumah.businesses.search import index_businesses
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.images.intake import Accepted
from rumah.core.locking import locked_one
from rumah.core.pagecache import forget_pages
from rumah.core.text import clean_line, clean_text

PLAIN = "paragraph"
ONE = re.compile(r"<p[^>]*>[^<]*</p>")
MAX_STORY = 6000


@dataclass(frozen=True, slots=True)
class Profile:
    """What the owner's form holds; `story` is plain paragraphs, or None to leave the story as staff built it."""

    name: str
    sector: str
    region_code: str
    phone: str
    tagline: str = ""
    address: str = ""
    email: str = ""
    website: str = ""
    instagram: str = ""
    facebook: str = ""
    tiktok: str = ""
    story: str | None = None


def is_plain(business: Business) -> bool:
    """Whether the story holds paragraphs only, so that the plain form can show it without losing anything."""
    return all(block.block_type == PLAIN and ONE.fullmatch(str(block.value.source)) for block in business.story)


def plain_story(business: Business) -> str:
    """Return the paragraphs of the story as text with blank lines between."""
    return "\n\n".join(html.unescape(strip_tags(block.value.source)) for block in business.story)


def update_profile(
    *, business: Business, profile: Profile, actor: Any, logo: Accepted | None = None, cover: Accepted | None = None
) -> Business:
    """Write the profile whole. Raises DomainError with every problem, each naming its field; then nothing is kept."""
    values = checked(profile)
    with transaction.atomic():
        row = locked_one(Business.objects.filter(pk=business.pk))
        changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
        for name, value in values.items():
            setattr(row, name, value)
        if profile.story is not None and clean_text(profile.story) != plain_story(row):
            row.story = blocks(clean_text(profile.story))
            changed.append("story")
        for name, picture in (("logo", logo), ("cover", cover)):
            if picture is not None:
                getattr(row, name).save(f"{uuid.uuid4().hex}.jpg", ContentFile(picture.content), save=False)
                changed.append(name)
        if changed:
            row.updated_at = clock.now()
            row.save()
            index_businesses([row.pk])
            audit.record("businesses.profile", row, actor=actor, fields=changed)
            transaction.on_commit(forget_pages)
        return row


def blocks(text: str) -> Any:
    """Return the paragraphs of plain text as the blocks of a story."""
    return [(PLAIN, RichText(f"<p>{html.escape(part)}</p>")) for part in text.split("\n\n") if part.strip()]


def checked(profile: Profile) -> dict[str, str]:
    """Return the values as they are kept. Raises DomainError with every problem, each naming its field."""
    problems: list[Problem] = []
    values: dict[str, str] = {}
    try:
        core = check_core(
            name=profile.name, sector=profile.sector, region_code=profile.region_code, phone=profile.phone
        )
        values = {"name": core.name, "sector": core.sector, "region_code": core.region_code, "phone": core.phone}
    except DomainError as error:
        problems.extend(error.problems)
    for name, length in (("tagline", 160), ("address", 200)):
        values[name] = clean_line(getattr(profile, name))
        if len(values[name]) > length:
            problems.append(Problem(_("Terlalu panjang; paling banyak %(n)d huruf.") % {"n": length}, name))
    for name, host in (("instagram", "instagram.com"), ("facebook", "facebook.com"), ("tiktok", "tiktok.com")):
        values[name], wrong = check_handle(getattr(profile, name), name, host)
        problems.extend(wrong)
    values["email"], values["website"], wrong = check_web(profile.email, profile.website)
    problems.extend(wrong)
    if profile.story and len(profile.story) > MAX_STORY:
        problems.append(Problem(_("Cerita terlalu panjang; paling banyak 6.000 huruf."), "story"))
    if problems:
        raise DomainError(*problems)
    return values
