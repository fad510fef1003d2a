"""What is to be checked about a business, and its owner's numbers: masked, or read whole with a reason."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.registry.models import Kind
from rumah.registry.queries import findings_of, numbers_of
from rumah.registry.read_number import FIND, READ, find_number, read_number


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  # narrows the type; the decorator has checked it
    return request.user


@never_cache
@permission_required("businesses.view_business")
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("shown", "context")
def business(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the findings and the masked numbers; a post with a reason answers with one number, once."""
    row = get_object_or_404(Business, pk=pk)
    posted, shown, problems, status = request.POST, "", (), 200
    if request.method == "POST":
        try:
            shown = read_number(
                business=row, kind=posted.get("kind", ""), reason=posted.get("reason", ""), actor=_person(request)
            )
        except DomainError as error:
            problems, status = error.problems, error.status  # type: ignore[assignment]  # the empty tuple above
    kept = numbers_of(row)
    context = {
        "business": row, "kept": kept, "findings": findings_of(row, kept), "shown": shown, "kinds": Kind.choices,
        "kind": posted.get("kind", Kind.NIK), "reason": posted.get("reason", ""), "problems": problems,
        "may_see": _person(request).has_perm(FIND), "may_read": _person(request).has_perm(READ),
    }  # fmt: skip
    return render(request, "lounge/registry/business.html", context, status=status)


@sensitive_post_parameters("number")
@never_cache
@permission_required(FIND)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("number", "context")
def find(request: HttpRequest) -> HttpResponse:
    """Look for businesses by NIK or NPWP. By post: a number must not stand in an address or a log."""
    number, rows, problems, status = request.POST.get("number", ""), None, (), 200
    if request.method == "POST":
        try:
            rows = find_number(number=number, actor=_person(request))
        except DomainError as error:
            problems, status = error.problems, error.status  # type: ignore[assignment]  # the empty tuple above
    context = {"number": number if problems else "", "rows": rows, "problems": problems}
    return render(request, "lounge/registry/find.html", context, status=status)
