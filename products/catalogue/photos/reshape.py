"""Show another part of a photo, or show it on white; the original stays, so every look can be taken back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photo_models import Keep, Nearness, Shape
from products.catalogue.photos.files import own_files
from products.catalogue.photos.shown import cropped, read
from products.catalogue.photos.store import save_renditions
from products.catalogue.refresh import refresh_products
from rumah.core import audit
from rumah.core.errors import Conflict, DomainError, Problem, Unavailable
from rumah.core.images import shelf
from rumah.core.images.render import Rendition, render
from rumah.core.locking import locked, locked_one

ANSWERS = {"shape": Shape, "keep": Keep, "nearness": Nearness}


def reshape(*, photo: ProductPhoto, actor: Any, **look: Any) -> None:
    """Give the photo another `shape`, `keep`, `nearness` or `on_white` (what is not named stays) and render it so.

    Raises DomainError for an answer that is not among those offered or a cut-out that is not there, Conflict when the
    photo was changed meanwhile, Unavailable when its file cannot be read or written; nothing is changed then.
    """
    _check(look)
    wanted = ProductPhoto.objects.filter(pk=photo.pk).first()
    if wanted is None:
        raise _changed()
    before = (wanted.look, wanted.cutout)
    for name, value in look.items():
        setattr(wanted, name, value)
    if wanted.on_white and not wanted.cutout:
        raise DomainError(_("Foto berlatar putih belum ada. Minta dulu, lalu bandingkan."))
    if wanted.look == before[0] and wanted.renditions:
        return
    made = _rendered(wanted)
    with shelf.all_or_nothing(), transaction.atomic():
        locked_one(Product.objects.filter(pk=photo.product_id))
        rows = locked(ProductPhoto.objects.filter(pk=photo.pk))
        if not rows or (rows[0].look, rows[0].cutout) != before:
            raise _changed()
        _original, old = own_files(rows[0])
        try:
            wanted.renditions = save_renditions(made)
        except OSError as error:
            raise _unwritten() from error
        wanted.save(update_fields=[*ANSWERS, "on_white", "renditions"])
        shelf.discard(old)
        audit.record("catalogue.reshape_photo", wanted, actor=actor, product=wanted.product_id, **look)
        refresh_products([wanted.product_id])


def _check(look: dict[str, Any]) -> None:
    problems = [
        Problem(_("Pilih dari daftar ini."), name)
        for name, choices in ANSWERS.items()
        if name in look and look[name] not in choices.values
    ]
    if problems:
        raise DomainError(*problems)


def _rendered(photo: ProductPhoto) -> dict[str, Rendition]:
    try:
        return render(cropped(read(photo.cutout if photo.on_white else photo.original.name), photo))
    except OSError as error:
        raise _unwritten() from error


def _changed() -> Conflict:
    return Conflict(_("Foto ini baru saja diubah. Muat ulang halaman ini, lalu coba lagi."))


def _unwritten() -> Unavailable:
    return Unavailable(_("Foto belum dapat disimpan. Coba lagi beberapa menit lagi."))
