"""Forms for people at the door: one contact field that takes a mobile number or an e-mail address."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumah.accounts.models import User
from rumah.core.errors import DomainError
from rumah.core.phone import parse_phone
from rumah.core.text import clean_line

CONTACT = gettext_lazy("Nomor HP atau surel")


def read_contact(text: str) -> dict[str, str]:
    """Return `{"email": …}` or `{"phone": …}` (E.164). Raises ValidationError with a sentence."""
    text = clean_line(text)
    if "@" in text:
        try:
            validate_email(text)
        except forms.ValidationError:
            raise forms.ValidationError(_("Alamat surel tidak dikenali. Tulis misalnya nama@contoh.id.")) from None
        return {"email": text.lower()}
    try:
        return {"phone": parse_phone(text, mobile=True)}
    except DomainError as error:
        raise forms.ValidationError(str(error)) from None


def contact_field() -> forms.CharField:
    """Return the field; `username` is what password managers look for."""
    widget = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
    return forms.CharField(label=CONTACT, max_length=254, widget=widget)


class SignupForm(allauth_forms.SignupForm):
    """Three fields: name, contact, and a password for those who want one."""

    field_order = ["name", "contact", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"], self.fields["phone"]
        self.fields["name"] = forms.CharField(
            label=gettext_lazy("Nama"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
        )
        self.fields["contact"] = contact_field()
        password = self.fields["password1"]
        password.label = gettext_lazy("Kata sandi (boleh kosong)")
        password.help_text = gettext_lazy("Paling sedikit 8 huruf. Tanpa kata sandi, Anda masuk dengan kode.")
        password.widget.attrs.pop("placeholder", None)
        self.order_fields(self.field_order)

    def clean_name(self) -> str:
        """Return the name on one line."""
        name = clean_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Tulis nama Anda."))
        return name

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Write the person, or answer as for somebody who is known already when another form was quicker."""
        try:
            with transaction.atomic():
                answer: tuple[User | None, HttpResponse | None] = super().try_save(request)
                return answer
        except IntegrityError:
            # The look in `clean_contact` and the write are two moments; the unique keys decide what lies between.
            if not self._is_taken():
                raise
            self.account_already_exists = True
            known: tuple[User | None, HttpResponse | None] = super().try_save(request)
            return known

    def _is_taken(self) -> bool:
        email, phone = self.cleaned_data.get("email"), self.cleaned_data.get("phone")
        return User.objects.filter(Q(phone=phone) if phone else Q(email__iexact=email)).exists()

    def clean_contact(self) -> str:
        """Find out which kind of contact it is, and quietly whether somebody has it already."""
        contact = read_contact(self.cleaned_data["contact"])
        self.cleaned_data.update(contact)
        if "email" in contact:
            self.cleaned_data["email"] = self.validate_unique_email(contact["email"])
            # Addresses of people who never proved theirs are not among allauth's, yet the database allows one only.
            if User.objects.filter(email__iexact=contact["email"]).exists():
                self.account_already_exists = True
        return str(self.cleaned_data["contact"])


class LoginForm(allauth_forms.LoginForm):
    """Contact and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = contact_field()
        self.fields["password"].label = gettext_lazy("Kata sandi")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        """Return the contact as it is kept."""
        return next(iter(read_contact(self.cleaned_data["login"]).values()))


class RequestLoginCodeForm(allauth_forms.RequestLoginCodeForm):
    """One field; allauth's own two are filled from it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # allauth reads these two by name and counts the tries for each; `contact` fills one of them first.
        own = {name: self.fields.pop(name) for name in ("email", "phone")}
        self.fields["contact"] = contact_field()
        self.hidden_names = tuple(own)
        self._user = None

    def clean_contact(self) -> str:
        """Hand the contact to allauth's check of its kind, which finds the person and counts the try."""
        contact = read_contact(self.cleaned_data["contact"])
        self.cleaned_data.update({"email": "", "phone": "", **contact})
        if "email" in contact:
            self.clean_email()
        else:
            self.clean_phone()
        return str(self.cleaned_data["contact"])
