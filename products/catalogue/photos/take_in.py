"""Take in several photos at once, each on its own: what is refused is named, the rest is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO, Any

from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.add import add_photo
from rumah.core.errors import DomainError
from rumah.core.images.intake import MAX_BYTES


@dataclass(slots=True)
class TakenIn:
    """What became of a handful of files: the new photos, how many were there already, and (file, reason) of the rest.

    A file's name is told back to its sender and kept nowhere.
    """

    added: list[ProductPhoto] = field(default_factory=list)
    known: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def take_in(*, product: Product, files: Iterable[tuple[str, IO[bytes]]], actor: Any) -> TakenIn:
    """Add each of the (name, file) pairs as a photo of its own, in a transaction of its own; repeating it adds none."""
    result = TakenIn()
    there = set(product.photos.values_list("pk", flat=True))
    for name, file in files:
        try:
            photo = add_photo(product=product, content=file.read(MAX_BYTES + 1), alt=None, actor=actor)
        except DomainError as error:
            result.refused.append((name, str(error)))
            continue
        if photo.pk in there:
            result.known += 1
        else:
            there.add(photo.pk)
            result.added.append(photo)
    return result
