"""What the coordinator keeps: services, mentors and rooms."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from mentoring.services.forms import MentorForm
from mentoring.services.models import Mentor, Room, Service


class ServiceViewSet(SnippetViewSet):
    """Services: words in two languages, minutes, notice and what they need."""

    model = Service
    icon = "list-ul"
    menu_label = _("Layanan")
    list_display = ("name", "duration", "place", "room_kind", "is_active")
    list_filter = ("is_active", "place")
    search_fields = ("name",)
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("name_en"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("summary_en"),
        FieldPanel("description"),
        FieldPanel("description_en"),
        FieldPanel("question"),
        FieldPanel("question_en"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("duration"), FieldPanel("buffer_before"), FieldPanel("buffer_after")]),
                FieldRowPanel([FieldPanel("minimum_notice"), FieldPanel("horizon")]),
            ],
            heading=_("Waktu"),
        ),
        FieldRowPanel([FieldPanel("place"), FieldPanel("room_kind")]),
        FieldRowPanel([FieldPanel("for_product"), FieldPanel("is_active"), FieldPanel("position")]),
    ]


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
    list_display = ("user", "headline", "zone", "is_active")
    list_filter = ("is_active", "skills")
    search_fields = ("slug", "user__name")
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("person"),
            FieldPanel("slug"),
            FieldPanel("headline"),
            FieldPanel("bio"),
            FieldPanel("skills"),
            FieldPanel("zone"),
            FieldPanel("is_active"),
        ],
        base_form_class=MentorForm,
    )


class RoomViewSet(SnippetViewSet):
    """Rooms of the house."""

    model = Room
    icon = "home"
    menu_label = _("Ruang")
    list_display = ("name", "kind", "is_active")
    list_filter = ("kind", "is_active")
    copy_view_enabled = False
    panels = [FieldPanel("name"), FieldPanel("kind"), FieldPanel("is_active")]


class MentoringGroup(SnippetViewSetGroup):
    """The menu *Pendampingan*."""

    menu_label = _("Pendampingan")
    menu_icon = "calendar-alt"
    items = (ServiceViewSet, MentorViewSet, RoomViewSet)
