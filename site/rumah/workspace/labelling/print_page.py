"""The label itself: a page to choose how it looks, and the files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from products.labels.compose import BLEED, Composed, compose
from products.labels.designs import FACES
from products.labels.drawing import pdf, svg
from products.labels.drawing.sheets import sheets
from products.labels.queries import LabelView, label_view
from rumah.businesses.models import Business
from rumah.workspace.doors import member
from rumah.workspace.labelling.data_page import own_product
from rumah.workspace.labelling.forms import LabelForm, PrintForm

# A picture that is opened by itself may do nothing either.
ALONE = "default-src 'none'; sandbox"


@member
@never_cache
@require_safe
def show(request: HttpRequest, business: Business, product: str) -> HttpResponse:
    """Show the label as it will be printed, what does not fit, and the files."""
    row = own_product(business, product)
    form = PrintForm(request.GET if "rancangan" in request.GET else PrintForm.begin())
    context: dict[str, Any] = {"business": business, "product": row, "form": form}
    if form.is_valid():
        view = label_view(row)
        made = _compose(view, form.cleaned_data)
        names = [(name, LabelForm.base_fields[name].label) for name in made.too_long]
        faces = [(face, FACES[face.name]) for face in made.faces]
        context |= {"label": view, "made": made, "faces": faces, "too_long": names, "query": _query(form)}
    return render(request, "workspace/labelling/print.html", context, status=200 if form.is_valid() else 422)


@member
@never_cache
@require_safe
@gzip_page
def file(request: HttpRequest, business: Business, product: str, kind: str) -> HttpResponse:
    """Hand out the label as PDF, or one of its faces as SVG; as a download where `unduh` is asked for."""
    row = own_product(business, product)
    form = PrintForm(request.GET)
    if not form.is_valid():
        response = redirect("workspace:label_print", business.slug, row.slug)
        response["Location"] += f"?{request.GET.urlencode()}"
        return response
    choices = form.cleaned_data
    made = _compose(label_view(row), choices)
    title = _("Label %(name)s") % {"name": row.name}
    name = f"label-{row.slug}-{choices['rancangan']}"
    if kind == "pdf":
        return _answer(_pdf(made, choices, title), "application/pdf", f"{name}.pdf", attached=True)
    face = next((face for face in made.faces if face.name == request.GET.get("sisi", made.faces[0].name)), None)
    if face is None:
        raise Http404
    content = svg.write(face, bleed=BLEED if choices["lebihan"] else 0.0, title=title, about=made.wording.spoken)
    return _answer(content, "image/svg+xml", f"{name}-{face.name}.svg", attached="unduh" in request.GET)


def _compose(view: LabelView, choices: dict[str, Any]) -> Composed:
    return compose(
        view.subject, view.findings, design=choices["rancangan"], theme=choices["warna"], small=view.small,
        bleed=choices["lebihan"], made_on=choices["tanggal"],
    )  # fmt: skip


def _pdf(made: Composed, choices: dict[str, Any], title: str) -> bytes:
    bleed = BLEED if choices["lebihan"] else 0.0
    if choices["jumlah"]:
        return sheets(made.faces, title=title, pieces=choices["jumlah"], bleed=bleed, marks=choices["tanda"])
    return pdf.single(made.faces, title=title, bleed=bleed, marks=choices["tanda"])


def _query(form: PrintForm) -> str:
    """Return what was chosen as a query of its own, whatever else stood in the address."""
    query = QueryDict(mutable=True)
    for name, value in form.data.items():
        if name in form.fields:
            query[name] = value
    return query.urlencode()


def _answer(content: bytes, kind: str, name: str, *, attached: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'{"attachment" if attached else "inline"}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE
    return response
