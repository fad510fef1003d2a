"""What the coordinator keeps of the calendar: holidays, which the house may open or close itself, and workshops."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from mentoring.schedule.models import Holiday, Occurrence
from mentoring.schedule.workshops import WORDS, Plan, change_workshop, schedule_workshop
from rumah.core import audit
from rumah.core.errors import DomainError
from rumah.core.listing import HouseList
from rumah.core.menu import MENTORING
from rumah.core.policies import NoDelete

PLAN = ("service", "mentor", "starts_at", "place", "room", *WORDS)


class HolidayForm(WagtailAdminModelForm):
    """What staff save is theirs: the daily sync leaves it alone. A day the state declares keeps its date and kind."""

    class Meta:
        model = Holiday
        fields = ("date", "name", "kind", "is_closed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.kind != Holiday.Kind.HOUSE:
            # Moved, it would be missing where it was, and the sync would add it again there.
            self.fields["date"].disabled = self.fields["kind"].disabled = True

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        """Mark the row as overruled."""
        self.instance.is_overruled = True
        return super().save(commit=commit)


class _HolidaySaved:
    """After a day was closed, the sessions it hits are shown; a day that hits none goes back to the list."""

    def save_instance(self) -> Any:
        """Save and leave a trail."""
        with transaction.atomic():
            row = super().save_instance()  # type: ignore[misc]
            audit.record("schedule.holiday", row, actor=self.request.user, date=row.date.isoformat())  # type: ignore[attr-defined]
        return row

    def get_success_url(self) -> str:
        """Return where to look next."""
        row: Holiday = self.object  # type: ignore[attr-defined]
        affected = f"{reverse('affected')}?tanggal={row.date.isoformat()}"
        return affected if row.is_closed else super().get_success_url()  # type: ignore[misc]


class HolidayCreate(_HolidaySaved, CreateView):
    """A new day."""


class HolidayEdit(_HolidaySaved, EditView):
    """A day the house opens or closes."""


class HolidayViewSet(ModelViewSet):
    """The list of holidays. Nobody deletes: a declared day would come back with the next sync, so it is opened."""

    model = Holiday
    add_view_class = HolidayCreate
    edit_view_class = HolidayEdit
    icon = "date"
    index_view_class = HouseList
    menu_label = _("Hari libur")
    menu_hook = MENTORING.hook
    menu_order = 60
    list_display = ("date", "name", "kind", "is_closed", "is_overruled")
    list_filter = ("kind", "is_closed")
    ordering = ("date",)
    copy_view_enabled = False
    form_fields = ("date", "name", "kind", "is_closed")
    permission_policy = NoDelete(Holiday)

    def get_form_class(self, for_update: bool = False) -> type[HolidayForm]:  # noqa: FBT001, FBT002  # Wagtail's
        """Use the form that marks what staff changed."""
        return HolidayForm


class _Refusable:
    """A view whose verb may refuse: its sentences stand in the form, and nothing typed is lost."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, or show why not."""
        try:
            return super().form_valid(form)  # type: ignore[misc,no-any-return]
        except DomainError as error:
            for problem in error.problems:
                form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined,no-any-return]


class WorkshopForm(WagtailAdminModelForm):
    """A workshop that is to be scheduled; what is right is decided by the verb."""

    seats = forms.IntegerField(
        label=_("Kursi"), required=False, min_value=1, max_value=200, help_text=_("Kosong: sebanyak layanannya.")
    )

    class Meta:
        model = Occurrence
        fields = PLAN

    def _post_clean(self) -> None:
        """Leave the model's own checks to the verb, which fills in what the form does not ask."""

    def plan(self) -> Plan:
        """Return what the verb takes, after `is_valid`."""
        return Plan(**{name: self.cleaned_data[name] for name in PLAN})


class WorkshopWordsForm(WagtailAdminModelForm):
    """A workshop that stands: its time stays, its words and seats may change."""

    class Meta:
        model = Occurrence
        fields = WORDS


class WorkshopList(HouseList):
    """The list with its services and mentors, in one query."""

    def get_base_queryset(self) -> Any:
        """Join what a row shows."""
        return super().get_base_queryset().select_related("service", "mentor__user")


class WorkshopCreate(_Refusable, CreateView):
    """A new workshop, by its verb."""

    def save_instance(self) -> Any:
        """Schedule it."""
        return schedule_workshop(actor=self.request.user, plan=self.form.plan())


class WorkshopEdit(_Refusable, EditView):
    """Changed words."""

    def save_instance(self) -> Any:
        """Change it by its verb."""
        words = {name: self.form.cleaned_data[name] for name in WORDS}
        return change_workshop(actor=self.request.user, workshop=self.object, **words)


class WorkshopViewSet(ModelViewSet):
    """Workshops, the latest first; who comes is on a page of its own."""

    model = Occurrence
    name = "workshop"
    index_view_class = WorkshopList
    add_view_class = WorkshopCreate
    edit_view_class = WorkshopEdit
    icon = "group"
    menu_label = _("Lokakarya")
    menu_hook = MENTORING.hook
    menu_order = 15
    list_display = (
        TitleColumn("service", label=_("Layanan"), url_name="workshop:edit"),
        "topic",
        "starts_at",
        Column("mentor.user.name", label=_("Pendamping")),
        Column("seats_taken", label=_("Terisi")),
        "seats",
        "state",
        TitleColumn("pk", label=_("Peserta"), accessor=lambda _row: _("Lihat"), url_name="participants"),
    )
    list_filter = ("state", "service", "mentor")
    ordering = ("-starts_at",)
    copy_view_enabled = False
    form_fields = PLAN
    permission_policy = NoDelete(Occurrence)

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:  # type: ignore[type-arg]  # noqa: FBT001, FBT002
        """Return the form for scheduling or for changing words."""
        return WorkshopWordsForm if for_update else WorkshopForm
