"""A member of staff's own settings, and the words of Wagtail's scripts in their language.

One name, as everybody here; the e-mail address changes where it is proved.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel

from rumah.accounts.models import User
from rumah.core.text import clean_line


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name."""

    class Meta:
        model = User
        fields = ("name",)

    def clean_name(self) -> str:
        """Return the name on one line."""
        return clean_line(self.cleaned_data["name"])


class NamePanel(NameEmailSettingsPanel):
    """In place of Wagtail's first name, last name and e-mail address."""

    title = _("Nama")
    form_class = NameForm


def script_words(request: HttpRequest) -> HttpResponse:
    """Answer Wagtail's scripts with its catalogue and ours over it, in the language the person chose."""
    answer: HttpResponse = get_localized_response(JavaScriptCatalog.as_view(), request)
    return answer


class StaffAccountView(AccountView):
    """Wagtail's page with our panel."""

    def get_panels(self) -> list[Any]:
        """Put our panel where Wagtail's stands."""
        return [
            NamePanel(panel.request, panel.user, panel.profile) if type(panel) is NameEmailSettingsPanel else panel
            for panel in super().get_panels()
        ]
