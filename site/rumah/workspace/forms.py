"""Forms of Toko saya: they parse; the verbs judge."""

from dataclasses import fields
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from products.care.states import Solution
from rumah.businesses.fields import check_core
from rumah.businesses.profile import Profile, checked
from rumah.businesses.states import PermitKind, Role, Sector
from rumah.core import regions
from rumah.core.errors import DomainError
from rumah.core.images.intake import MAX_BYTES, Accepted, accept
from rumah.core.money import parse_rupiah

TEL = {"type": "tel", "inputmode": "tel", "autocomplete": "tel"}


def villages() -> list[tuple[str, Any]]:
    """Return the regency's villages, grouped by kecamatan, for one plain select."""
    districts = regions.children(settings.HOUSE_REGENCY)
    return [
        ("", _("Pilih desa atau kelurahan")),
        *((area.name, [(village.code, village.name) for village in regions.children(area.code)]) for area in districts),
    ]


class JudgedForm(forms.Form):
    """A form that cannot be read still hears what the rules say of the rest, so that all is told at once."""

    def judge(self) -> object:
        """Put what was sent before the rules; they raise DomainError."""
        raise NotImplementedError

    def clean(self) -> None:
        """Ask the rules only where the verb will not be reached."""
        if not self.errors:
            return
        try:
            self.judge()
        except DomainError as error:
            for problem in error.problems:
                if problem.field in self.fields and problem.field not in self.errors:
                    self.add_error(problem.field, str(problem.message))

    def sent(self, *names: str) -> dict[str, str]:
        """Return these fields as they were typed."""
        return {name: str(self.data.get(name, "")) for name in names}


class StartForm(JudgedForm):
    """Four fields to start a business."""

    name = forms.CharField(label=_("Nama usaha"), max_length=120)
    sector = forms.ChoiceField(label=_("Bidang usaha"), choices=[("", _("Pilih bidang usaha")), *Sector.choices])
    region_code = forms.ChoiceField(label=_("Desa atau kelurahan"), choices=villages)
    phone = forms.CharField(label=_("Nomor WhatsApp usaha"), max_length=30, widget=forms.TextInput(attrs=TEL))

    def judge(self) -> object:
        """Put the four fields before the rules of a business."""
        return check_core(**self.sent("name", "sector", "region_code", "phone"))


class PictureField(forms.FileField):
    """A picture; cleans to what the intake made of it."""

    def clean(self, data: Any, initial: Any = None) -> Accepted | None:
        """Return the picture as we keep it, or None where none was sent."""
        if not data:
            return None
        try:
            return accept(data.read(MAX_BYTES + 1))
        except DomainError as error:
            raise forms.ValidationError(str(error)) from None


class ProfileForm(StartForm):
    """Everything a business says about itself."""

    tagline = forms.CharField(label=_("Kalimat singkat"), max_length=160, required=False)
    address = forms.CharField(label=_("Alamat produksi"), max_length=200, required=False)
    story = forms.CharField(label=_("Cerita usaha"), required=False, widget=forms.Textarea(attrs={"rows": 8}))
    logo = PictureField(label=_("Logo"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))
    cover = PictureField(label=_("Foto sampul"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))
    email = forms.CharField(label=_("Surel"), max_length=254, required=False)
    website = forms.CharField(label=_("Situs"), max_length=200, required=False)
    instagram = forms.CharField(label="Instagram", max_length=100, required=False)
    facebook = forms.CharField(label="Facebook", max_length=100, required=False)
    tiktok = forms.CharField(label="TikTok", max_length=100, required=False)

    def judge(self) -> object:
        """Put all that was typed before the rules of a profile."""
        return checked(Profile(**self.sent(*(field.name for field in fields(Profile)))))


class PermitForm(forms.Form):
    """A permit with its file."""

    kind = forms.ChoiceField(label=_("Jenis izin"), choices=PermitKind.choices)
    number = forms.CharField(label=_("Nomor"), max_length=60)
    expires_on = forms.DateField(
        label=_("Berlaku sampai"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    file = forms.FileField(
        label=_("Berkas (PDF, JPG, atau PNG)"), required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip


class InviteForm(forms.Form):
    """Whom to let in, and as what."""

    contact = forms.CharField(label=_("Nomor HP atau surel orang itu"), max_length=254)
    role = forms.ChoiceField(label=_("Sebagai"), choices=[(role.value, capfirst(role.label)) for role in Role])


class EvidenceForm(forms.Form):
    """How an item of readiness stands, in the owner's words, and what shows it."""

    value = forms.ChoiceField(
        label=_("Jawaban Anda"), choices=[("", _("Pilih satu")), ("yes", _("Sudah")), ("partly", _("Sebagian")),
        ("no", _("Belum"))],
    )  # fmt: skip
    text = forms.CharField(
        label=_("Bukti (boleh kosong)"), max_length=500, required=False,
        help_text=_("Misalnya sejak kapan, atau di mana dicatat."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Foto atau berkas (PDF, JPG, atau PNG; boleh kosong)"), required=False,
        help_text=_("Hanya dapat dilihat Anda."), widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip


class NameForm(forms.Form):
    """The person's own name and language."""

    name = forms.CharField(label=_("Nama"), max_length=120)
    language = forms.ChoiceField(label=_("Bahasa"), choices=settings.LANGUAGES)


class KeyForm(forms.Form):
    """A key for a program."""

    name = forms.CharField(label=_("Nama kunci"), max_length=60)
    days = forms.IntegerField(label=_("Berlaku berapa hari"), min_value=1, max_value=366, initial=90)


class AccountForm(forms.Form):
    """Where the money goes. What is missing, `set_account` says at once with what is wrong."""

    bank = forms.CharField(
        label=_("Bank"), required=False, max_length=60, help_text=_("misalnya BRI, BCA, atau Bank Jatim")
    )
    number = forms.CharField(
        label=_("Nomor rekening"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    holder = forms.CharField(
        label=_("Nama pemilik rekening"), required=False, max_length=120, help_text=_("seperti di buku tabungan")
    )


class ComplaintAnswerForm(forms.Form):
    """What a seller answers to a complaint; the buyer's wish stands there already."""

    offer = forms.ChoiceField(label=_("Jawaban Anda"), choices=Solution.choices, required=False)
    amount = forms.CharField(
        label=_("Jumlah uang kembali"), required=False, max_length=30, help_text=_("Hanya untuk uang kembali sebagian.")
    )
    text = forms.CharField(
        label=_("Penjelasan untuk pembeli"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read the amount where a part refund is chosen; elsewhere what stands there means nothing."""
        data, amount = self.cleaned_data, self.cleaned_data.get("amount", "").strip()
        data["amount"] = 0
        if data.get("offer") == Solution.REFUND_PART and amount:
            try:
                data["amount"] = parse_rupiah(amount)
            except DomainError as error:
                self.add_error("amount", str(error))
        return data
