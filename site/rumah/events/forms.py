"""Three fields, one of them optional. What is right is decided by the verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rumah.core.errors import DomainError


class RegisterForm(forms.Form):
    """Who comes, and where the confirmation goes."""

    name = forms.CharField(
        label=_("Nama"), max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("Nomor HP"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    email = forms.CharField(
        label=_("Surel (boleh kosong)"), max_length=254, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "autocapitalize": "none"}),
    )  # fmt: skip

    def tell(self, error: DomainError) -> None:
        """Put the sentences of a verb where they belong."""
        for problem in error.problems:
            self.add_error(problem.field if problem.field in self.fields else None, str(problem.message))
