"""What can be bought of a product, in the words of its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from products.catalogue.models import Variant
from products.stock.models import StockLevel

FEW = 5
MOST_AT_ONCE = 99


@dataclass(frozen=True, slots=True)
class Choice:
    """A variant with what is free of it; `sentence` says that to people, weight is grams, size millimetres.

    `photo` is the number under which the page shows the variant's own photo, 0 without one.
    """

    id: int
    name: str
    price: int
    weight: int
    size: str
    free: int
    sentence: str
    is_first: bool
    photo: int = 0

    @property
    def most(self) -> int:
        """How many may be asked for at once."""
        return min(self.free, MOST_AT_ONCE)


def choices(
    variants: Sequence[Variant], *, wanted: int = 0, photos: Mapping[int, int] | None = None, days: int | None = None
) -> list[Choice]:
    """Return the variants in their order; `wanted` (its id) is chosen beforehand, or the first that can be bought.

    `photos` says under which number the page shows a photo (by id); `days` how long what is made to order takes.
    """
    made: list[Choice] = []
    free_of = {variant.pk: _free(variant) for variant in variants}
    if not free_of.get(wanted):
        wanted = next((pk for pk, free in free_of.items() if free), 0)
    for variant in variants:
        free = free_of[variant.pk]
        made.append(
            Choice(
                id=variant.pk, name=variant.name or _("Satu ukuran"), price=variant.price, weight=variant.weight,
                size=_size(variant), free=free, sentence=stock_sentence(free, days=days), is_first=variant.pk == wanted,
                photo=(photos or {}).get(variant.photo_id or 0, 0),
            )
        )  # fmt: skip
    return made


def weights(made: Sequence[Choice]) -> str:
    """Return the weights for shipping, each after its variant's name unless that is the weight already."""
    texts = [(choice.name, weight_text(choice.weight)) for choice in made]
    if len({text for _name, text in texts}) == 1:
        return texts[0][1]
    return ", ".join(text if name == text else f"{name}: {text}" for name, text in texts)


def weight_text(grams: int) -> str:
    """Return `250 g`, or `1,25 kg` from a kilogram on."""
    if grams < 1000:
        return f"{grams} g"
    whole, rest = divmod(grams, 1000)
    fraction = f"{rest:03d}".rstrip("0")
    return f"{whole},{fraction} kg" if fraction else f"{whole} kg"


def stock_sentence(free: int, *, days: int | None = None) -> str:
    """Return how much there is, without more numbers than a buyer needs; `days` is how long making it takes."""
    if days:
        return made_sentence(days)
    if free <= 0:
        return _("Stok habis")
    if free <= FEW:
        return _("Tinggal %(free)d") % {"free": free}
    return _("Stok %(free)d") % {"free": free}


def made_sentence(days: int) -> str:
    """Return that a thing is made when it is ordered, and how long that takes."""
    text = ngettext(
        "Dibuat setelah dipesan, siap dalam %(days)d hari", "Dibuat setelah dipesan, siap dalam %(days)d hari", days
    )
    return text % {"days": days}


def _free(variant: Variant) -> int:
    try:
        level: StockLevel = variant.stock
    except StockLevel.DoesNotExist:
        return 0
    return max(level.free, 0)


def _size(variant: Variant) -> str:
    edges = [edge for edge in (variant.length, variant.width, variant.height) if edge]
    if not edges:
        return ""
    centimetres = [f"{edge / 10:.1f}".removesuffix(".0").replace(".", ",") for edge in edges]
    return f"{' × '.join(centimetres)} cm"
