"""Who may pass: everything of an owner starts from the person, so a stranger finds nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core.errors import DomainError

View = Callable[..., HttpResponseBase]


def person(request: HttpRequest) -> User:
    """Return the signed-in person; only for views behind a sign-in."""
    assert isinstance(request.user, User)  # noqa: S101  # narrows the type; the decorator has checked it
    return request.user


def member(view: View) -> View:
    """Hand the view one of the person's own businesses instead of its slug; 404 for everybody else's."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        business: Business = get_object_or_404(person(request).businesses.all(), slug=slug)
        return view(request, business, *args, **kwargs)

    return guarded


def tell(form: Form, error: DomainError) -> None:
    """Put each problem where its input is, or above the form."""
    for problem in error.problems:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
