"""Ask for the kit of a product."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from products.campaigns.make import make
from products.campaigns.models import Campaign
from products.campaigns.states import Channel
from products.catalogue.models import Product
from products.promo import tasks
from products.promo.models import PromoKit
from products.promo.states import KitState
from products.promo.telling import fingerprint
from rumah.businesses.models import Business
from rumah.core import audit, clock
from rumah.core.errors import DomainError
from rumah.core.locking import locked_row


def ask(*, product: Product, actor: Any) -> PromoKit:
    """Return the kit, asked for now unless it is being made or is still right: asked twice makes one.

    Raises DomainError while the product is not to be seen in the catalogue: its code would lead nowhere.
    """
    if not product.is_listed:
        raise DomainError(_("Tampilkan produk ini di katalog dulu, supaya kode QR-nya tidak menuju halaman kosong."))
    with transaction.atomic():
        # All askings of a shop wait here for each other; making the link takes the same lock.
        locked_row(Business, product.business_id)
        kit = PromoKit.objects.filter(product=product).select_related("campaign").first()
        campaign = kit.campaign if kit is not None and kit.campaign.is_active else _link(product, actor)
        if kit is not None and _still_right(kit, product, campaign):
            return kit
        kit = kit or PromoKit(product=product)
        kit.campaign, kit.state, kit.tries = campaign, KitState.WAITING, 0
        kit.ticket, kit.asked_at = get_random_string(12), clock.now()
        kit.save()
        audit.record("promo.ask", product, actor=actor, kit=kit.pk)
        transaction.on_commit(partial(tasks.make_kit.enqueue, kit.pk, kit.ticket))
    return kit


def _link(product: Product, actor: Any) -> Campaign:
    # One name in every language: a name in another would make a second link.
    with override("id"):
        name = _("Paket promosi")
    return make(business=product.business, product=product, name=name, channel=Channel.KIT, actor=actor)


def _still_right(kit: PromoKit, product: Product, campaign: Campaign) -> bool:
    if kit.campaign_id != campaign.pk:
        return False
    if kit.state == KitState.WAITING:
        return True
    return kit.state == KitState.READY and kit.fingerprint == fingerprint(product, campaign)
