"""Is everything on the label that must be? Each item of the list is looked at; the items stand in a table."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.catalogue.models import Product
from products.catalogue.states import Halal
from products.labels.models import Allergen, LabelFacts, LabelRule
from products.labels.states import Need, Scope, Verdict
from rumah.businesses.models import Permit
from rumah.businesses.permits import number_warning
from rumah.businesses.states import PermitKind
from rumah.core.errors import Text

PERMITS = "permits"


@dataclass(frozen=True, slots=True)
class Subject:
    """A product with what was typed for its label, its allergens, the allergens in force, and the day it is asked."""

    product: Product
    facts: LabelFacts
    allergens: list[Allergen]
    known: list[Allergen]
    day: date

    @property
    def is_food(self) -> bool:
        """Whether the rules on food apply."""
        return self.product.category.is_food


@dataclass(frozen=True, slots=True)
class Said:
    """What was found; `field` is the input to mend it in, or `permits` for the page on permits."""

    verdict: Verdict
    sentence: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """An item of the list with what was found."""

    rule: LabelRule
    said: Said

    @property
    def is_missing(self) -> bool:
        """Whether a label without it is not complete."""
        return self.said.verdict == Verdict.MISSING


DONE, UNNEEDED = Said(Verdict.DONE), Said(Verdict.UNNEEDED)
Check = Callable[[Subject, LabelRule], Said]


def look(subject: Subject, rules: list[LabelRule]) -> list[Finding]:
    """Return a finding for each rule about this product; one the house cannot check is for the owner's eyes."""
    wanted = {Scope.ALL, Scope.FOOD if subject.is_food else Scope.GOODS}
    return [
        Finding(rule, CHECKS.get(rule.code, _by_eye)(subject, rule))
        for rule in rules
        if rule.scope in wanted and rule.measure is None
    ]


def _by_eye(subject: Subject, rule: LabelRule) -> Said:
    return Said(Verdict.DOUBT, _("Periksa sendiri pada label."))


def _missing(sentence: str, field: str) -> Said:
    return Said(Verdict.MISSING, sentence, field)


def _names(subject: Subject, rule: LabelRule) -> Said:
    if not subject.facts.trade_name:
        return _missing(_("Tulis nama dagang."), "trade_name")
    return DONE if subject.facts.type_name else _missing(_("Tulis nama jenis produk."), "type_name")


def _composition(subject: Subject, rule: LabelRule) -> Said:
    return DONE if subject.facts.ingredients else _missing(_("Tulis bahannya satu per satu."), "composition")


def _content(subject: Subject, rule: LabelRule) -> Said:
    return DONE if subject.facts.net else _missing(_("Tulis berat atau isi bersih."), "net")


def _producer(subject: Subject, rule: LabelRule) -> Said:
    wanted = {
        "producer_name": _("Tulis nama produsen."),
        "producer_town": _("Tulis kota atau kabupaten."),
        "producer_postcode": _("Tulis kode pos."),
    }
    for field, sentence in wanted.items():
        if not getattr(subject.facts, field):
            return _missing(sentence, field)
    return (
        DONE if subject.facts.producer_address else Said(Verdict.DOUBT, _("Jalan belum ditulis."), "producer_address")
    )


def _halal(subject: Subject, rule: LabelRule) -> Said:
    if subject.product.halal == Halal.NON_HALAL:
        return Said(Verdict.DONE, _("Label memuat tulisan Tidak halal."))
    permit = subject.facts.halal_permit
    if permit is not None:
        if expired(permit, subject.day):
            return _missing(_("Sertifikat halal sudah lewat masa berlakunya."), PERMITS)
        warning = number_warning(permit.kind, permit.number)
        return Said(Verdict.DOUBT, warning, PERMITS) if warning else DONE
    if rule.need == Need.ALWAYS or subject.product.halal == Halal.CERTIFIED:
        return _missing(_("Pilih sertifikat halal; bila belum ada, tambahkan di halaman Izin."), "halal_permit")
    return UNNEEDED


def _production(subject: Subject, rule: LabelRule) -> Said:
    return DONE if subject.facts.batch else _missing(_("Tulis pola kode produksi."), "batch")


def _expiry(subject: Subject, rule: LabelRule) -> Said:
    return DONE if subject.facts.shelf_life else _missing(_("Tulis berapa hari produk tahan."), "shelf_life")


def _permit(subject: Subject, rule: LabelRule) -> Said:
    permit = subject.facts.permit
    if permit is None:
        return _missing(_("Pilih nomor izin edar; bila belum ada, tambahkan di halaman Izin."), "permit")
    if expired(permit, subject.day):
        return _missing(_("Izin edar sudah lewat masa berlakunya."), PERMITS)
    year = 2000 + int(permit.number[-2:]) if re.fullmatch(r"[0-9]{15}", permit.number) else 0
    if permit.kind == PermitKind.PIRT and permit.expires_on is None and 0 < year < subject.day.year:
        return Said(Verdict.DOUBT, _("Menurut nomornya, P-IRT ini berlaku sampai %(year)d.") % {"year": year}, PERMITS)
    return DONE


def _needs_md(subject: Subject, rule: LabelRule) -> Said:
    permit = subject.facts.permit
    if not subject.facts.special:
        return UNNEEDED
    if permit is not None and permit.kind == PermitKind.PIRT:
        return _missing(_("Jenis pangan ini butuh izin BPOM MD, bukan P-IRT."), "permit")
    return DONE if permit is not None else UNNEEDED


def _origin(subject: Subject, rule: LabelRule) -> Said:
    if subject.facts.origin:
        return DONE
    noticed = _noticed(rule.signs, subject.facts.composition)
    if not noticed:
        return UNNEEDED
    return _missing(_("Komposisi menyebut %(word)s. Tulis asal usulnya.") % {"word": noticed[0]}, "origin")


def _allergens(subject: Subject, rule: LabelRule) -> Said:
    chosen = {allergen.pk for allergen in subject.allergens}
    for allergen in subject.known:
        noticed = _noticed(allergen.signs, subject.facts.composition)
        if noticed and allergen.pk not in chosen:
            said = _("Komposisi menyebut %(word)s, tetapi %(allergen)s belum dicentang.")
            verdict = Verdict.DOUBT if subject.facts.allergens_checked else Verdict.MISSING
            return Said(verdict, said % {"word": noticed[0], "allergen": allergen}, "allergens")
    if chosen or subject.facts.allergens_checked:
        return DONE
    return Said(Verdict.DOUBT, _("Pastikan produk tidak mengandung alergen."), "allergens")


def _filled(field: str, sentence: Text) -> Check:
    def check(subject: Subject, rule: LabelRule) -> Said:
        return DONE if getattr(subject.facts, field) else Said(Verdict.DOUBT, str(sentence), field)

    return check


def _language(subject: Subject, rule: LabelRule) -> Said:
    said = _("Nyatakan bahwa semua teks berbahasa Indonesia.")
    return DONE if subject.facts.is_indonesian else _missing(said, "is_indonesian")


def _noticed(signs: list[str], text: str) -> list[str]:
    low = text.lower()
    return [sign for sign in signs if re.search(rf"\b{re.escape(sign)}\b", low)]


def expired(permit: Permit, day: date) -> bool:
    """Whether the permit's last day is over."""
    return permit.expires_on is not None and permit.expires_on < day


CHECKS: dict[str, Check] = {
    "nama_produk": _names,
    "daftar_bahan": _composition,
    "berat_isi_bersih": _content,
    "nama_alamat_produsen": _producer,
    "halal": _halal,
    "tanggal_kode_produksi": _production,
    "kedaluwarsa": _expiry,
    "nomor_izin_edar": _permit,
    "hanya_md": _needs_md,
    "asal_usul": _origin,
    "alergen": _allergens,
    "informasi_nilai_gizi": _filled("nutrition", gettext_lazy("Isi bila wajib; periksa tabel baku untuk usaha kecil.")),
    "saran_penyimpanan": _filled("storage", gettext_lazy("Isi bila produk perlu disimpan dengan cara tertentu.")),
    "bahasa": _language,
    "bahan_barang": _filled("material", gettext_lazy("Pembeli ingin tahu bahannya.")),
    "ukuran_barang": _filled("size", gettext_lazy("Pembeli ingin tahu ukurannya.")),
    "perawatan": _filled("care", gettext_lazy("Pembeli ingin tahu cara merawat atau memakainya.")),
}
