"""Render the sizes of a review's photo."""

from django.core.files.storage import default_storage
from django.db import transaction

from products.care.models import ReviewPhoto
from rumah.core.images import shelf
from rumah.core.images.render import render
from rumah.core.locking import locked

# A strip of thumbs and the whole picture behind each: the other sizes would be kept for nobody.
SHOWN = ("card_320", "hero_960_webp")


def render_photo(photo_id: int) -> None:
    """Render what the photo lacks. Safe to run twice; a photo that is gone is left alone."""
    photo = ReviewPhoto.objects.filter(pk=photo_id).first()
    if photo is None or photo.renditions:
        return
    with default_storage.open(photo.original) as file:
        made = render(file.read())
    with shelf.all_or_nothing(), transaction.atomic():
        rows = locked(ReviewPhoto.objects.filter(pk=photo_id))
        if not rows or rows[0].renditions:
            return
        rows[0].renditions = {
            key: {
                "name": shelf.save("ulasan", made[key].format, made[key].content),
                "width": made[key].width,
                "height": made[key].height,
            }
            for key in SHOWN
        }
        rows[0].save(update_fields=["renditions"])
