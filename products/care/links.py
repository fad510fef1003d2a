"""Where complaints and reviews are looked at: buyers behind their signed link, seller and staff signed in."""

from django.conf import settings

from products.care.models import Complaint
from products.orders.links import purchase_token
from rumah.businesses.models import Business


def complaint_path(complaint: Complaint) -> str:
    """Return the buyer's path, with the token of the purchase."""
    number = complaint.order.purchase.number
    return f"/pesanan/{number}/keluhan/{complaint.pk}/?t={purchase_token(number)}"


def complaint_url(complaint: Complaint) -> str:
    """Return the buyer's address, for messages."""
    return f"{settings.BASE_URL}{complaint_path(complaint)}"


def seller_complaint_url(complaint: Complaint) -> str:
    """Return the seller's address."""
    return f"{settings.BASE_URL}/toko-saya/{complaint.business.slug}/keluhan/{complaint.pk}/"


def seller_reviews_url(business: Business) -> str:
    """Return where the seller answers reviews."""
    return f"{settings.BASE_URL}/toko-saya/{business.slug}/ulasan/"


def staff_complaint_url(complaint: Complaint) -> str:
    """Return where staff decide."""
    return f"{settings.BASE_URL}/{settings.ADMIN_PATH}keluhan/{complaint.pk}/"
