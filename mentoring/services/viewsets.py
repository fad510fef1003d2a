"""What the coordinator keeps: services, mentors and rooms."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from mentoring.services.forms import MentorForm, ServiceForm
from mentoring.services.models import Mentor, Room, Service
from rumah.core.menu import MENTORING

QUESTION = [
    FieldPanel("text"),
    FieldPanel("text_en"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("is_required"), FieldPanel("position")]),
    FieldPanel("choices"),
    FieldPanel("choices_en"),
]
WORDS = ("name", "name_en", "slug", "summary", "summary_en", "description", "description_en", "question", "question_en")


def _row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


class ServiceViewSet(SnippetViewSet):
    """Services: words in two languages, time, place and what they need, fairness, and what is asked at booking."""

    model = Service
    icon = "list-ul"
    menu_label = _("Layanan")
    menu_hook = MENTORING.hook
    menu_order = 50
    list_display = ("name", "duration", "place", "seats", "room_kind", "is_active")
    list_filter = ("is_active", "place")
    search_fields = ("name",)
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            *map(FieldPanel, WORDS),
            MultiFieldPanel(
                [
                    _row("duration", "buffer_before", "buffer_after"),
                    _row("minimum_notice", "cancel_notice", "horizon"),
                ],
                heading=_("Waktu"),
            ),
            MultiFieldPanel(
                [
                    _row("place", "room_kind"),
                    _row("also_house", "also_visit", "also_online"),
                    FieldPanel("online_link"),
                ],
                heading=_("Tempat"),
            ),
            MultiFieldPanel(
                [_row("seats"), _row("series_length", "series_rhythm")], heading=_("Peserta dan rangkaian")
            ),
            MultiFieldPanel([_row("quarter_quota", "first_timer_share", "reschedule_cap")], heading=_("Keadilan")),
            InlinePanel("questions", panels=QUESTION, label=_("Pertanyaan"), heading=_("Pertanyaan saat memesan")),
            _row("for_product", "is_active", "position"),
        ],
        base_form_class=ServiceForm,
    )


class MentorList(IndexView):
    """The list with its people, in one query."""

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        column = super()._get_title_column(field_name, column_class, **kwargs)
        column.label = _("Nama")
        return column

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        return super().get_base_queryset().select_related("user")


class MentorViewSet(SnippetViewSet):
    """Mentors: what they give and on whose clock. Their hours are their own to keep, at /meja/."""

    model = Mentor
    index_view_class = MentorList
    icon = "user"
    menu_label = _("Pendamping")
    menu_hook = MENTORING.hook
    menu_order = 52
    list_display = ("user", "headline", "zone", "share", "weekly_cap", "paused_from", "is_active")
    list_filter = ("is_active", "skills")
    search_fields = ("slug", "user__name")
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("person"),
            FieldPanel("slug"),
            FieldPanel("headline"),
            FieldPanel("bio"),
            FieldPanel("skills", widget=CheckboxSelectMultiple),
            _row("zone", "is_active"),
            FieldPanel("languages"),
            FieldPanel("districts"),
            FieldPanel("online_link"),
            MultiFieldPanel(
                [_row("share", "daily_cap", "weekly_cap"), _row("paused_from", "paused_until")], heading=_("Beban")
            ),
        ],
        base_form_class=MentorForm,
    )


class RoomViewSet(SnippetViewSet):
    """Rooms of the house."""

    model = Room
    icon = "home"
    menu_label = _("Ruang")
    menu_hook = MENTORING.hook
    menu_order = 54
    list_display = ("name", "kind", "capacity", "is_active")
    list_filter = ("kind", "is_active")
    copy_view_enabled = False
    panels = [FieldPanel("name"), FieldPanel("kind"), FieldPanel("capacity"), FieldPanel("is_active")]
