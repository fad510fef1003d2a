"""Products as files: out as CSV or XLSX, and in again, checked first and looked at before anything is written."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from products.intake import own
from products.intake.exporting import as_csv, as_xlsx, headings
from products.intake.models import OwnImport
from rumah.businesses.handing import send_private
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.workspace.doors import member, tell
from rumah.workspace.shelf.forms import FileForm

RECENT = 10
KINDS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@member
def imports(request: HttpRequest, business: Business) -> HttpResponse:
    """Take a file in; list the latest."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            content = file.read(own.MAX_BYTES + 1)
            row = own.upload(business=business, name=file.name, content=content, actor=request.user)
            return redirect("workspace:import", business.slug, row.pk)
        except DomainError as error:
            tell(form, error)
    recent = business.product_imports.order_by("-pk")[:RECENT]
    context = {"business": business, "form": form, "recent": recent, "headings": headings()}
    return render(request, "workspace/shelf/imports.html", context)


@member
def one_import(request: HttpRequest, business: Business, pk: int) -> HttpResponse:
    """Show how an import stands; take a corrected error file."""
    row = get_object_or_404(business.product_imports.all(), pk=pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            content = form.cleaned_data["file"].read(own.MAX_BYTES + 1)
            own.correct(row=row, content=content, actor=request.user)
            return redirect("workspace:import", business.slug, row.pk)
        except DomainError as error:
            tell(form, error)
    step, done, total = own.progress_of(row)
    counts = row.counts.get("products", {})
    context = {
        "business": business, "row": row, "form": form, "step": step, "done": done, "total": total, "counts": counts,
        "more": row.flaw_count - len(row.flaws), "State": OwnImport.State, "watched": _watched(row),
    }  # fmt: skip
    return render(request, "workspace/shelf/import.html", context)


@member
@require_safe
def state(request: HttpRequest, business: Business, pk: int) -> JsonResponse:
    """Say how an import stands, for the page that waits: another word means there is something new to show."""
    return JsonResponse({"state": _watched(get_object_or_404(business.product_imports.all(), pk=pk))})


def _watched(row: OwnImport) -> str:
    step, done, _total = own.progress_of(row)
    return f"{row.state} {step} {done}"


@member
@require_POST
def confirm(request: HttpRequest, business: Business, pk: int) -> HttpResponse:
    """Write what was checked."""
    row = get_object_or_404(business.product_imports.all(), pk=pk)
    try:
        own.confirm(row=row, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("workspace:import", business.slug, row.pk)


@member
@require_safe
def error_file(request: HttpRequest, business: Business, pk: int) -> HttpResponseBase:
    """Hand out the rows that are wrong, with why."""
    row = get_object_or_404(business.product_imports.all(), pk=pk)
    return send_private(row.errors, "produk-galat")


@member
@require_safe
def export(request: HttpRequest, business: Business, kind: str) -> HttpResponse:
    """Hand out the business's products."""
    make, content_type = KINDS[kind]
    response = HttpResponse(make(business), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="produk-{business.slug}.{kind}"'
    response["X-Content-Type-Options"], response["Cache-Control"] = "nosniff", "private, no-store"
    return response
