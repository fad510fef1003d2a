"""Who may pass: everything of an owner starts from the person, so a stranger finds nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from rumah.accounts.models import User
from rumah.businesses import rights
from rumah.businesses.models import Business
from rumah.businesses.rights import Right
from rumah.core.errors import DomainError

View = Callable[..., HttpResponseBase]


def person(request: HttpRequest) -> User:
    """Return the signed-in person; only for views behind a sign-in."""
    assert isinstance(request.user, User)  # noqa: S101  # narrows the type; the decorator has checked it
    return request.user


def member(view: View) -> View:
    """Hand the view one of the person's own businesses instead of its slug; 404 for everybody else's."""
    return _door(view, None)


def member_with(right: Right) -> Callable[[View], View]:
    """Return a door as `member` for those of the business who have this right; its other people are told so (403)."""
    return lambda view: _door(view, right)


def _door(view: View, right: Right | None) -> View:
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        business: Business = get_object_or_404(rights.businesses_of(person(request)), slug=slug)
        if right is not None and not rights.may(business.viewer_role, right):
            raise PermissionDenied
        return view(request, business, *args, **kwargs)

    guarded.right = right  # type: ignore[attr-defined]  # read by the test that walks all doors
    return guarded


def tell(form: Form, error: DomainError) -> None:
    """Put each problem where its input is, or above the form."""
    for problem in error.problems:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
