"""Entrances to the staff's house."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from products.shipping.viewsets import BookingViewSet, unanswered
from rumah.core.duties import HOOK, Duty


@hooks.register("register_admin_viewset")
def booking_viewset() -> BookingViewSet:
    """Add the list of couriers."""
    return BookingViewSet()


@hooks.register(HOOK)
def duties() -> list[Duty]:
    """Couriers that did not answer."""
    return [
        Duty(_("Kurir belum menjawab"), "shipping.view_courierbooking", unanswered, _unanswered_url, 58),
    ]


def _unanswered_url() -> str:
    return f"{reverse('courierbooking:index')}?state=asked"
