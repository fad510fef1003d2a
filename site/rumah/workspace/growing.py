"""Pages on readiness: where the business stands, what is missing, and the answers only its people can give."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoring.services.models import Service
from products.catalogue.states import Status
from products.readiness import queries
from products.readiness.answer import answer
from products.readiness.assess import assess
from products.readiness.handing import send_evidence
from products.readiness.models import RubricItem
from products.readiness.queries import Line
from products.readiness.words import why
from rumah.businesses.models import Business
from rumah.businesses.permits import MAX_BYTES
from rumah.core.errors import DomainError
from rumah.workspace.doors import member, tell
from rumah.workspace.forms import EvidenceForm

SHOWN_TASKS = 5
# Where one product is what lacks something: the page of that product, and what its button says.
PAGES = {
    "photos": ("photos", gettext_lazy("Tambah foto")), "listing": ("product", gettext_lazy("Lengkapi produk")),
    "label": ("label", gettext_lazy("Isi data label")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do next: why it stands as it does, the page where it is mended, and the service that helps.

    `ask_url` is the page of the owner's own answer where that is a second way.
    """

    line: Line
    why: str
    url: str
    label: str
    ask_url: str
    help_url: str
    help_name: str


@member
@require_safe
def readiness(request: HttpRequest, business: Business) -> HttpResponse:
    """Show the level, what changed, what to do next, every item, and what was counted before."""
    newest = queries.current(business)
    if newest is None:
        return render(request, "workspace/growing/empty.html", {"business": business})
    report, page = queries.report(newest), queries.history(business, cursor=request.GET.get("lanjut", ""))
    services = {service.slug: service for service in Service.objects.filter(is_active=True)}
    first = business.products.exclude(status=Status.ARCHIVED).order_by("-created_at", "-pk").first()
    lacking = {line.data["product"] for line in report.lines if not line.is_done and line.data.get("product")}
    slugs = dict(business.products.filter(pk__in=lacking).values_list("pk", "slug"))
    tasks = {
        line.item.code: _task(line, business, services, slugs, first.pk if first else None) for line in report.lines
    }  # fmt: skip
    groups = [
        (name, got, worth, [tasks[line.item.code] for line in lines]) for name, got, worth, lines in report.groups
    ]
    context = {
        "business": business, "newest": newest, "report": report, "groups": groups, "page": page,
        "next": [tasks[line.item.code] for line in report.tasks[:SHOWN_TASKS]],
        "lost": [tasks[line.item.code] for line in report.lost],
        "to_go": report.next_level[0] - newest.shown if report.next_level else 0,
    }  # fmt: skip
    return render(request, "workspace/growing/readiness.html", context)


@member
@require_POST
def recount(request: HttpRequest, business: Business) -> HttpResponse:
    """Count anew now."""
    try:
        assess(business=business, actor=request.user)
        messages.success(request, _("Nilai sudah dihitung ulang."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("workspace:readiness", business.slug)


@member
def readiness_item(request: HttpRequest, business: Business, code: str) -> HttpResponse:
    """Answer one item that the system cannot see."""
    item = _asked(code)
    kept = business.readiness_answers.filter(code=code).first()
    initial = {"value": kept.value, "text": kept.text} if kept else None
    form = EvidenceForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read(MAX_BYTES + 1) if upload else b""
        given = {"value": form.cleaned_data["value"], "text": form.cleaned_data["text"]}
        try:
            answer(business=business, item=item, content=content, actor=request.user, **given)
            messages.success(request, _("Jawaban tersimpan dan nilai dihitung ulang."))
            return redirect("workspace:readiness", business.slug)
        except DomainError as error:
            tell(form, error)
    context = {"business": business, "item": item, "form": form, "kept": kept}
    return render(request, "workspace/growing/item.html", context)


@member
@require_safe
def readiness_file(request: HttpRequest, business: Business, code: str) -> FileResponse:
    """Hand a member what shows one of their answers."""
    return send_evidence(get_object_or_404(business.readiness_answers.all(), code=code))


def _asked(code: str) -> RubricItem:
    rubric = queries.rubric_in_force()
    found = next((item for item in rubric.items.all() if item.code == code and item.is_asked), None) if rubric else None
    if found is None:
        raise Http404
    return found


def _task(
    line: Line, business: Business, services: dict[str, Service], slugs: dict[int, str], newest: int | None
) -> Task:
    item, product = line.item, slugs.get(line.data.get("product", 0))
    url, label = "", ""
    # The profile comes before the products: it is one page for all of them.
    if item.code in PAGES and product and not line.is_done and not line.data.get("lacking"):
        page, says = PAGES[item.code]
        url, label = reverse(f"workspace:{page}", args=[business.slug, product]), str(says)
    elif item.is_asked:
        url = reverse("workspace:readiness_item", args=[business.slug, item.code])
        label = _("Ubah jawaban") if line.answer else _("Jawab")
    elif item.form:
        url, label = reverse(f"workspace:{item.form}", args=[business.slug]), _("Lengkapi")
    service = services.get(item.service)
    help_url = help_name = ""
    if service is not None:
        target = (line.data["product"] if product else newest) if service.for_product else business.pk
        help_url = reverse("booking:service", args=[service.slug]) + (f"?target={target}" if target else "")
        help_name = service.name_en if get_language() == "en" else service.name
    # A label made elsewhere is answered for; where a product's own data is asked, that stays open beside it.
    ask_url = reverse("workspace:readiness_item", args=[business.slug, item.code]) if item.is_asked else ""
    return Task(
        line, why(item.code, line.result, line.data), url, label, "" if ask_url == url else ask_url, help_url, help_name
    )
