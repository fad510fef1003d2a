"""How allauth meets our people: one contact is enough, and codes leave by the outbox."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.fields import PhoneField
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumah.accounts.models import User
from rumah.core import outbox
from rumah.core.errors import DomainError
from rumah.core.models import OutboxMessage
from rumah.core.phone import parse_phone
from rumah.core.throttle import client_address


class AccountAdapter(DefaultAccountAdapter):
    """Indonesian mobile numbers as well as e-mail; nothing is sent while a request waits for a mail server."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("Kontak atau kata sandi tidak cocok. Periksa, atau masuk dengan kode."),
        "phone_password_mismatch": gettext_lazy("Kontak atau kata sandi tidak cocok. Periksa, atau masuk dengan kode."),
        "invalid_login": gettext_lazy("Kontak atau kata sandi tidak cocok. Periksa, atau masuk dengan kode."),
        "too_many_login_attempts": gettext_lazy("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
        "incorrect_code": gettext_lazy("Kode tidak cocok. Periksa lagi, atau minta kode baru."),
        "incorrect_password": gettext_lazy("Kata sandi tidak cocok."),
        "rate_limited": gettext_lazy("Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi."),
    }

    def get_login_stages(self) -> list[str]:
        """Ask to prove an e-mail address only of people who have one."""
        mine = {"allauth.account.stages.EmailVerificationStage": "rumah.accounts.stages.EmailStage"}
        return [mine.get(stage, stage) for stage in super().get_login_stages()]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that our own proxy saw, as everywhere in the house."""
        return client_address(request)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  # allauth's signature
        """Write name, language and the one contact in one statement: the row must have one from the start."""
        user.name = form.cleaned_data["name"]
        user.phone = form.cleaned_data.get("phone") or None
        user.language = getattr(request, "LANGUAGE_CODE", "id")[:2]
        saved = super().save_user(request, user, form, commit=False)
        saved.email = saved.email or None
        if commit:
            saved.save()
        return saved

    def phone_form_field(self, **kwargs: Any) -> Any:
        """Return a field that reads numbers as people here write them."""
        return MobileField(**kwargs)

    def clean_phone(self, phone: str) -> str:
        """Return E.164, or the sentence of the parser."""
        try:
            return parse_phone(phone, mobile=True)
        except DomainError as error:
            raise ValidationError(str(error)) from None

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:  # noqa: FBT001  # allauth's signature
        """Keep the number. A number somebody else holds stays with them."""
        User.objects.filter(pk=user.pk).update(phone=phone, phone_verified=verified)
        user.phone, user.phone_verified = phone, verified

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        """Return the number and whether it is proven."""
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone_verified(self, user: Any, phone: str) -> None:
        """Note that the person read a code sent to `phone`."""
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> Any:
        """Return who signs in with `phone`."""
        return User.objects.filter(phone=phone, is_active=True).first()

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        """Queue the code; only the carrier and the person ever see it."""
        text = _("%(code)s adalah kode Anda di %(house)s. Jangan beri tahu siapa pun.")
        self._text(phone, text % {"code": code, "house": settings.HOUSE_NAME})

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Tell the holder of a number, and nobody else, that there is no account for it."""
        self._text(phone, _("Belum ada akun %(house)s untuk nomor ini.") % {"house": settings.HOUSE_NAME})

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Tell the holder of a number, and nobody else, that there is an account already."""
        text = _("Nomor ini sudah punya akun %(house)s. Silakan masuk dengan kode.")
        self._text(phone, text % {"house": settings.HOUSE_NAME})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue allauth's mail as plain text."""
        everything = {"email": email, "current_site": get_current_site(self.request), "request": self.request}
        message = self.render_mail(template_prefix, email, {**everything, **context})
        outbox.queue(
            channel=OutboxMessage.Channel.EMAIL, to=email, subject=str(message.subject), body=str(message.body),
            dedupe_key=f"account:{uuid.uuid4().hex}",
        )  # fmt: skip

    def _text(self, phone: str, body: str) -> None:
        outbox.queue(
            channel=OutboxMessage.Channel.SMS, to=phone, subject="", body=body, dedupe_key=f"account:{uuid.uuid4().hex}"
        )


class MobileField(PhoneField):
    """A mobile number as people here write it, kept as E.164."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["validators"] = []
        super().__init__(*args, **kwargs)
        self.label = gettext_lazy("Nomor HP")
        self.widget.attrs.pop("placeholder", None)
