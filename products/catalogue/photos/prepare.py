"""The part of adding a photo that needs no database: many processes may do it at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from products.catalogue.photos.check import check
from rumah.core.images.intake import MAX_BYTES, Accepted, accept
from rumah.core.images.render import Rendition, render


@dataclass(frozen=True, slots=True)
class Prepared:
    """An accepted picture, its renditions and what the check says; can be pickled, so a process pool may send it."""

    accepted: Accepted
    renditions: dict[str, Rendition]
    findings: dict[str, Any]


def prepare(source: Path | str | bytes, *, quick: bool = False) -> Prepared:
    """Take in, render and judge one picture: pure work of the processor, no database, no storage.

    `quick` spends a quarter of the time for somewhat larger files. Raises DomainError for a picture that is not
    accepted and OSError for a path that cannot be read.
    """
    if isinstance(source, bytes):
        accepted = accept(source)
    else:
        with Path(source).open("rb") as file:
            # One byte more than allowed is enough to see that it is too much.
            accepted = accept(file.read(MAX_BYTES + 1))
    return Prepared(accepted, render(accepted.content, quick=quick), check(accepted.content))
