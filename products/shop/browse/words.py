"""Names in the reader's language, and sentences that several pages share."""

from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from products.catalogue.models import Category, Product
from rumah.businesses.models import Business
from rumah.core.text import clean_line


def category_name(category: Category) -> str:
    """Return the category's name in the language of the page."""
    return category.name_en if get_language() == "en" else category.name


def product_question(product: Product) -> str:
    """Return what a buyer's WhatsApp message starts with: the seller sees at once which product is meant."""
    return _("Halo, saya ingin bertanya tentang %(name)s (kode %(code)s) di Rumah Kreatif.") % {
        "name": product.name,
        "code": product.code,
    }


def business_question(business: Business) -> str:
    """Return what a visitor's WhatsApp message to a business starts with."""
    return _("Halo %(name)s, saya melihat profil usaha Anda di Rumah Kreatif.") % {"name": business.name}


def summary(text: str, otherwise: str) -> str:
    """Return one line for search engines: the start of `text`, or `otherwise` where there is none."""
    return Truncator(clean_line(text) or otherwise).chars(155)


def businesses() -> str:
    """Return what the directory is called."""
    return _("Usaha")
