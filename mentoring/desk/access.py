"""Whose desk it is. Whoever is no mentor finds nothing here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from mentoring.services.models import Mentor

View = Callable[..., HttpResponseBase]


def mentor_only(view: View) -> View:
    """Hand the view the signed-in person's own mentor row as its second argument."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mentor = Mentor.objects.select_related("user").filter(user=request.user.pk).first()
        if mentor is None:
            raise Http404
        return view(request, mentor, *args, **kwargs)

    return login_required(never_cache(guarded))
