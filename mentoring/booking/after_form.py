"""The one question after a session."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.journal.models import Satisfaction

SCORES = (
    (5, _("5 – sangat membantu")), (4, _("4 – membantu")), (3, _("3 – cukup")),
    (2, _("2 – kurang membantu")), (1, _("1 – tidak membantu")),
)  # fmt: skip


class QuestionForm(forms.Form):
    """How helpful it was, and words if the owner likes."""

    score = forms.TypedChoiceField(
        label=_("Seberapa membantu sesi ini?"), choices=SCORES, coerce=int, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih angka 1 sampai 5."), "invalid_choice": _("Pilih angka 1 sampai 5.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Masukan Anda"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Masukan paling panjang 1.000 huruf.")},
    )  # fmt: skip


def question(answer: Satisfaction | None, data: Any = None) -> QuestionForm:
    """Return the form, with what was answered before."""
    return QuestionForm(data, initial={"score": answer.score, "words": answer.words} if answer else None)
