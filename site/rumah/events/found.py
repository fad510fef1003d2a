"""The page the room cannot do without: the list of events."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from rumah.content.found import ENGLISH, translate
from rumah.content.models import HomePage
from rumah.events.models import EventIndexPage


@transaction.atomic
def found() -> None:
    """Make the list under the home page when it is missing; `content.found` comes before."""
    home = HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if home and not home.get_children().filter(slug="acara").exists():
        intro = "Bazar, pelatihan, dan lokakarya. Daftar tanpa akun, tanpa biaya."
        index = home.add_child(instance=EventIndexPage(title="Acara", slug="acara", locale=home.locale, intro=intro))
        english = Locale.objects.filter(language_code=ENGLISH).first()
        if english:
            intro = "Bazaars, trainings and workshops. Register without an account, free of charge."
            translate(index, english, title="Events", intro=intro)
