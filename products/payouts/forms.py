"""What staff type about money."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from products.payments.providers import houses
from products.payouts.models import OWN
from rumah.core.errors import DomainError
from rumah.core.forms import RupiahField


def _sources() -> list[tuple[str, Any]]:
    return [("", "—"), *((name, name.title()) for name in houses()), (OWN, _("Dana sendiri"))]


class BankLineForm(forms.Form):
    """A line of the bank statement. What is missing is said by the verb, with everything else that is wrong."""

    amount = RupiahField(label=_("Jumlah"), required=False)
    on = forms.DateField(
        label=_("Tanggal di rekening koran"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    reference = forms.CharField(label=_("Nomor referensi"), required=False, max_length=60)
    proof = forms.FileField(
        label=_("Bukti: foto atau PDF rekening koran"), required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )  # fmt: skip

    def tell(self, error: DomainError) -> None:
        """Show every problem at its field."""
        for problem in error.problems:
            self.add_error(problem.field if problem.field in self.fields else None, str(problem.message))


class ReceiptForm(BankLineForm):
    """Money that came in, from a payment company less its fee."""

    field_order = ("source", "amount", "fee", "on", "reference", "proof")
    source = forms.ChoiceField(label=_("Asal uang"), required=False, choices=_sources)
    amount = RupiahField(label=_("Jumlah yang masuk"), required=False)
    fee = RupiahField(label=_("Biaya yang dipotong penyedia"), required=False, initial="0")
