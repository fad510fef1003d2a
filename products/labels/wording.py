"""What stands on a label, in the words the law asks for. Labels are Indonesian whatever language their owner reads."""

from dataclasses import dataclass
from datetime import date

from products.catalogue.states import Halal
from products.labels import amounts, dates
from products.labels.checklist import Subject, expired
from products.labels.drawing.setting import Paragraph, bare
from products.labels.states import Dating
from rumah.businesses.states import PermitKind
from rumah.core.addresses import absolute

BEST_BEFORE, BATCH, MADE_ON = "Baik digunakan sebelum:", "Kode produksi:", "Tanggal produksi:"
DRAFT = "BELUM LENGKAP"
BLANK, ELSEWHERE = "............", "lihat kotak tanggal"


@dataclass(frozen=True, slots=True)
class Wording:
    """A label's text: the two names, the net content, what belongs on the front, and the small print."""

    trade_name: str
    type_name: str
    net: str
    front: tuple[Paragraph, ...]
    small: tuple[Paragraph, ...]
    dated: tuple[Paragraph, ...]
    stamped: bool
    barcode: str
    address: str

    @property
    def expiry(self) -> tuple[Paragraph, ...]:
        """Return the last good day for the front; where it is stamped, where to look for it."""
        if not self.stamped:
            return self.dated[:1]
        return (Paragraph("shelf_life", BEST_BEFORE, ELSEWHERE),)

    @property
    def spoken(self) -> str:
        """Return the whole text as one line, for who cannot see the drawing."""
        lines = (f"{one.head} {one.text}".strip() for one in self.everything)
        return ". ".join(part for part in (self.trade_name, self.type_name, self.net, *lines) if part)

    @property
    def everything(self) -> tuple[Paragraph, ...]:
        """Return everything below the names, for a label of one face."""
        return (*self.front, *self.small, *self.dated)


def words_of(subject: Subject, made_on: date) -> Wording:
    """Return the text of a label; `made_on` counts only where dates are printed with it."""
    facts = subject.facts
    stamped = not (facts.dating == Dating.PRINT and facts.shelf_life)
    return Wording(
        trade_name=facts.trade_name or subject.product.business.name,
        type_name=facts.type_name or subject.product.name,
        net=amounts.shown(facts.net, facts.net_unit) if facts.net else "",
        front=tuple(_some(_front(subject))),
        small=tuple(_some(_small(subject))),
        dated=tuple(_dated(subject, made_on, stamped=stamped)) if subject.is_food else (),
        stamped=stamped and subject.is_food,
        barcode=facts.barcode,
        address=absolute(subject.product.get_absolute_url()),
    )


def _some(paragraphs: list[Paragraph]) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs if paragraph.text]


def _front(subject: Subject) -> list[Paragraph]:
    facts, day = subject.facts, subject.day
    place = " ".join(part for part in (facts.producer_town, facts.producer_postcode) if part)
    maker = ", ".join(part for part in (facts.producer_name, facts.producer_address, place) if part)
    maker = f"{maker}, Indonesia" if place else maker
    paragraphs = [Paragraph("producer_address", "Diproduksi oleh:" if subject.is_food else "Dibuat oleh:", maker)]
    if not subject.is_food:
        return paragraphs
    permit = facts.permit if facts.permit and not expired(facts.permit, day) else None
    if permit:
        head = "P-IRT No." if permit.kind == PermitKind.PIRT else "BPOM RI"
        paragraphs.append(Paragraph("permit", head, permit.number))
    paragraphs.append(Paragraph("halal_permit", "", _halal(subject)))
    return paragraphs


def _halal(subject: Subject) -> str:
    # The sign itself is BPJPH's: who is certified gets it there. Here it is said in words.
    permit = subject.facts.halal_permit
    if subject.product.halal == Halal.NON_HALAL:
        return "Tidak halal"
    return f"Halal · {permit.number}" if permit and not expired(permit, subject.day) else ""


def _small(subject: Subject) -> list[Paragraph]:
    facts = subject.facts
    if not subject.is_food:
        return [
            Paragraph("material", "Bahan:", facts.material),
            Paragraph("size", "Ukuran:", facts.size),
            Paragraph("care", "Perawatan:", facts.care),
        ]
    strong = frozenset(
        bare(word) for allergen in subject.allergens for sign in allergen.signs for word in sign.split()
    )  # fmt: skip
    drained = amounts.shown(facts.drained, facts.net_unit) if facts.drained else ""
    allergens = ", ".join(allergen.name for allergen in subject.allergens)
    nutrients = "; ".join(f"{name} {value}" for name, value in facts.nutrients)
    serving = f"takaran saji {facts.serving}; " if facts.serving and nutrients else ""
    return [
        Paragraph("composition", "Komposisi:", ", ".join(facts.ingredients), strong),
        Paragraph("allergens", "Mengandung alergen:", allergens),
        Paragraph("origin", "Asal usul bahan:", facts.origin),
        Paragraph("drained", "Bobot tuntas:", drained),
        Paragraph("directions", "Saran penyajian:", facts.directions),
        Paragraph("storage", "Cara penyimpanan:", facts.storage),
        Paragraph("nutrition", "Informasi nilai gizi:", f"{serving}{nutrients}"),
    ]


def _dated(subject: Subject, made_on: date, *, stamped: bool) -> list[Paragraph]:
    facts = subject.facts
    if stamped:
        made = end = batch = BLANK
    else:
        last = dates.best_before(made_on, facts.shelf_life or 1)
        made, end = dates.shown(made_on, facts.date_style), dates.shown(last, facts.date_style)
        batch = dates.batch_of(facts.batch, made_on) or BLANK
    return [
        Paragraph("shelf_life", BEST_BEFORE, end),
        Paragraph("dating", MADE_ON, made),
        Paragraph("batch", BATCH, batch),
    ]
