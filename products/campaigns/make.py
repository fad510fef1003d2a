"""Make a short link."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from products.campaigns.models import Campaign
from products.campaigns.states import Channel
from products.catalogue.models import Product
from rumah.businesses.models import Business
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_row
from rumah.core.slugs import LETTERS
from rumah.core.text import clean_line

# 31^6 are 887 million; a code that is taken is drawn anew.
LENGTH = 6
TRIES = 5
LONGEST = Campaign._meta.get_field("name").max_length or 60
# More than a shop will ever print; whoever has them switches old ones off.
MOST = 500


def make(
    *, business: Business, name: str, product: Product | None = None, channel: str = Channel.OTHER, actor: Any
) -> Campaign:
    """Return the active link of this name and target, made now if there is none: asked twice makes one.

    Raises DomainError for a name that is empty or too long, a product of another business, or too many links.
    """
    name = clean_line(name)
    problems = []
    if not name:
        problems.append(Problem(_("Tulis nama kampanye, misalnya Poster pasar Rabu."), "name"))
    if len(name) > LONGEST:
        problems.append(Problem(_("Nama kampanye paling panjang %(most)d huruf.") % {"most": LONGEST}, "name"))
    if product is not None and product.business_id != business.pk:
        problems.append(Problem(_("Pilih produk dari usaha ini."), "target"))
    if channel not in Channel.values:
        problems.append(Problem(_("Pilih tempat tautan dipasang."), "channel"))
    if problems:
        raise DomainError(*problems)
    with transaction.atomic():
        # Both presses of a button wait here for each other; the constraint stands behind.
        locked_row(Business, business.pk)
        active = Campaign.objects.filter(business=business, is_active=True)
        found = active.filter(product=product, name=name).first()
        if found is not None:
            return found
        if active.count() >= MOST:
            raise DomainError(_("Tautan aktif sudah %(most)d. Matikan yang lama dulu.") % {"most": MOST})
        campaign = _with_free_code(
            Campaign(business=business, product=product, name=name, channel=channel, created_at=clock.now())
        )
        audit.record("campaigns.make", business, actor=actor, campaign=campaign.pk, code=campaign.code)
    return campaign


def _with_free_code(campaign: Campaign) -> Campaign:
    for left in reversed(range(TRIES)):
        campaign.code = get_random_string(LENGTH, LETTERS)
        try:
            with transaction.atomic():
                campaign.save(force_insert=True)
        except IntegrityError:
            if not left:
                raise
        else:
            break
    return campaign
