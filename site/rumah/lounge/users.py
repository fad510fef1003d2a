"""Staff list, create and edit people."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users import forms as wagtail_forms
from wagtail.users.views import users as wagtail_users

from rumah.accounts.models import User
from rumah.core.errors import DomainError
from rumah.core.phone import parse_phone
from rumah.core.text import clean_line

FIELDS = ["username", "name", "email", "phone", "is_superuser", "groups"]


class PersonMixin(forms.ModelForm):  # type: ignore[type-arg]
    """One name, and a phone number or an e-mail address; the user name stays the opaque one."""

    first_name = None
    last_name = None
    email = forms.EmailField(label=_("Surel"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A disabled field keeps what the row has, whatever is posted.
        self.fields["username"].disabled = True
        for name in ("password1", "password2"):
            if name in self.fields:
                self.fields[name].required = False

    def clean_name(self) -> str:
        """Return the name on one line."""
        return clean_line(self.cleaned_data["name"])

    def clean_email(self) -> str | None:
        """Return the address in small letters, or None."""
        return (self.cleaned_data.get("email") or "").lower() or None

    def clean_phone(self) -> str | None:
        """Return E.164, or None."""
        text = self.cleaned_data.get("phone")
        if not text:
            return None
        try:
            return parse_phone(text, mobile=True)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from None


class PersonCreateForm(PersonMixin, wagtail_forms.UserCreationForm):
    """A new person; without a password they sign in by a one-time code."""

    class Meta:
        model = User
        fields = FIELDS
        widgets = {"groups": forms.CheckboxSelectMultiple}


class PersonEditForm(PersonMixin, wagtail_forms.UserEditForm):
    """A person who is there already."""

    class Meta:
        model = User
        fields = [*FIELDS, "is_active"]
        widgets = {"groups": forms.CheckboxSelectMultiple}


class PersonList(wagtail_users.IndexView):
    """The list by name, with the contacts in place of the opaque user name."""

    search_fields = {"name", "email", "phone"}

    @cached_property
    def columns(self) -> list[Any]:
        """Put e-mail and phone where Wagtail shows the user name."""
        columns = super().columns
        contacts = [Column("email", label=_("Surel"), sort_key="email"), Column("phone", label=_("Nomor HP"))]
        return [*columns[:2], *contacts, *columns[3:]]

    def order_queryset(self, queryset: Any) -> Any:
        """Order by the one name there is."""
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering, "pk")
        return super().order_queryset(queryset)


class PersonCreateView(wagtail_users.CreateView):
    """The form with our fields."""

    template_name = "lounge/user_create.html"


class PersonEditView(wagtail_users.EditView):
    """The form with our fields."""

    template_name = "lounge/user_edit.html"


class UserViewSet(wagtail_users.UserViewSet):
    """People by name."""

    ordering = "name"
    search_backend_name = None
    index_view_class = PersonList
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:  # type: ignore[type-arg]  # noqa: FBT001, FBT002  # Wagtail's signature
        """Return our forms."""
        return PersonEditForm if for_update else PersonCreateForm
