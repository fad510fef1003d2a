"""Forms of the second step, in the words of the house."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy

NAME = gettext_lazy("Nama kunci")


def _code(field: forms.Field, *, label: Any, hint: Any = "", digits_only: bool = False) -> None:
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    if digits_only:
        field.widget.attrs["inputmode"] = "numeric"


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["password"], label=gettext_lazy("Kata sandi"))


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], label=gettext_lazy("Kode dari aplikasi"), digits_only=True)


class AuthenticateForm(base_forms.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = gettext_lazy("Enam angka dari aplikasi autentikator, atau satu kode pemulihan.")
        _code(self.fields["code"], label=gettext_lazy("Kode"), hint=hint)


class MfaReauthenticateForm(base_forms.ReauthenticateForm):
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = gettext_lazy("Enam angka dari aplikasi autentikator, atau satu kode pemulihan.")
        _code(self.fields["code"], label=gettext_lazy("Kode"), hint=hint)


class AddWebAuthnForm(webauthn_forms.AddWebAuthnForm):
    """A name for a new key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME


class EditWebAuthnForm(webauthn_forms.EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME
