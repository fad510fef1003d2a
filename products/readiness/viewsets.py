"""What staff see of readiness: everything to look at, nothing to touch."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from products.readiness import evidence
from products.readiness.models import Answer, Assessment
from rumah.core.listing import HouseList
from rumah.core.menu import BUSINESSES
from rumah.core.policies import LookOnly
from rumah.core.staff_words import WordedFacts

WORDS = {
    "business": _("Usaha"), "rubric": _("Rubrik"), "level": _("Tingkat"), "shown": _("Nilai"),
    "score": _("Nilai hari ini"), "falls_to": _("Turun menjadi"), "falls_on": _("Turun pada"), "at": _("Dihitung"),
}  # fmt: skip


class AssessmentList(HouseList):
    """The list with its businesses, in one query."""

    labels = WORDS

    def get_base_queryset(self) -> Any:
        """Join what a row shows; the per-item results are read on one assessment's own page."""
        return super().get_base_queryset().select_related("business", "rubric").defer("results")


class AssessmentFacts(WordedFacts):
    """One assessment, with what the business's owners answered and show for it."""

    labels = WORDS

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Add the answers, to those who may see them; a file is opened through a door that leaves an audit entry."""
        found: list[dict[str, Any]] = super().get_fields_context()
        if not self.request.user.has_perm(evidence.MAY):
            return found
        questions = {item.code: item.local_question for item in self.object.rubric.items.all()}
        return found + [
            {"label": questions.get(row.code, row.code), "value": _said(row)}
            for row in self.object.business.readiness_answers.order_by("code")
        ]


def _said(row: Answer) -> SafeString:
    words = format_html("{} {}", capfirst(row.get_value_display()), row.text)
    if not row.file:
        return words
    return format_html('{} <a href="{}">{}</a>', words, reverse("bukti_naik_kelas", args=[row.pk]), _("Unduh bukti"))


class AssessmentViewSet(ModelViewSet):
    """Every assessment, newest first; the filter on the level shows who stands where."""

    model = Assessment
    index_view_class = AssessmentList
    inspect_view_class = AssessmentFacts
    inspect_view_enabled = True
    inspect_view_fields = ("business", "rubric", "level", "shown", "score", "falls_to", "falls_on", "at")
    icon = "order-up"
    menu_label = _("Naik kelas")
    menu_hook = BUSINESSES.hook
    menu_order = 40
    list_display = ("business", "level", "shown", "score", "falls_on", "at")
    list_filter = ("level", "rubric")
    list_export = ("business.name", "level", "shown", "score", "falls_on", "at")
    export_filename = "naik-kelas"
    search_fields = ("business__name",)
    search_backend_name = None
    ordering = ("-id",)
    copy_view_enabled = False
    form_fields = ()
    permission_policy = LookOnly(Assessment)
