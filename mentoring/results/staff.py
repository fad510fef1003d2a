"""Pages of the staff's house: the coordinator's decision, and what came of all results together."""

import csv
from io import StringIO
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from mentoring.results import queries
from mentoring.results.handing import send_piece, send_preview
from mentoring.results.models import Deliverable
from mentoring.results.settle import settle
from rumah.core import clock
from rumah.core.cells import harmless
from rumah.core.errors import DomainError

ALL = Deliverable.objects.select_related(*queries.JOINED)
CHOICES = [
    ("ready", gettext_lazy("Selesai: pemilik boleh memasangnya")),
    ("revise", gettext_lazy("Pendamping memperbaiki sekali lagi")),
    ("close", gettext_lazy("Tidak dilanjutkan")),
]
COLUMNS = (
    "layanan", "diserahkan", "terpasang", "diukur", "kunjungan_sebelum", "kunjungan_sesudah", "keranjang_sebelum",
    "keranjang_sesudah", "pesanan_sebelum", "pesanan_sesudah", "rupiah_sebelum", "rupiah_sesudah",
    "pembanding_kunjungan_sebelum", "pembanding_kunjungan_sesudah", "pembanding_pesanan_sebelum",
    "pembanding_pesanan_sesudah", "selisih_per_10000_kunjungan", "bercerita", "omzet_sebelum", "omzet_sekarang",
    "pekerja_sebelum", "pekerja_sekarang",
)  # fmt: skip


class DecisionForm(forms.Form):
    """A decision with its reason."""

    decision = forms.ChoiceField(label=gettext_lazy("Keputusan"), choices=CHOICES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Alasan (dibaca pemilik usaha dan pendamping)"), required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


@permission_required("mentoring_results.change_deliverable")
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show every version with what was said, and take the decision."""
    row = queries.with_versions(ALL.all(), pk)
    if row is None:
        raise Http404
    form, status = DecisionForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                settle(actor=request.user, deliverable=row, **form.cleaned_data)  # type: ignore[arg-type]  # signed in
                messages.success(request, _("Keputusan tersimpan; pemilik usaha dan pendamping mendapat kabar."))
                return redirect("result_decide", pk)
            except DomainError as error:
                for problem in error.problems:
                    form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
    return render(request, "results/decide.html", {"result": row, "form": form}, status=status)


@permission_required("mentoring_results.view_deliverable")
@require_safe
def piece(request: HttpRequest, pk: UUID, number: int) -> FileResponse:
    """Hand staff a file."""
    if found := queries.piece_of(ALL.all(), pk, number):
        return send_preview(found) if "kecil" in request.GET else send_piece(found)
    raise Http404


@permission_required("mentoring_results.view_deliverable")
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show each service's figures, pooled over all its results."""
    return render(request, "results/figures.html", {"rows": queries.pooled()})


@permission_required("mentoring_results.view_deliverable")
@require_safe
def figures_file(request: HttpRequest) -> HttpResponse:
    """Hand out the same as CSV."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in queries.pooled():
        writer.writerow(_line(row))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="hasil-pendampingan-{clock.today():%Y-%m-%d}.csv"'
    return response


def _line(row: queries.Pooled) -> list[object]:
    counts: list[object] = [""] * 13
    if one := row.counts:
        pairs = [(one.before, one.after), (one.peers_before, one.peers_after)]
        own, peers = pairs
        counts = [getattr(side, name) for name in ("views", "cart_adds", "orders", "revenue") for side in own]
        counts += [getattr(side, name) for name in ("views", "orders") for side in peers]
        counts.append(_("belum cukup data") if one.difference is None else one.difference)
    said = [row.affirmed, row.sales_before, row.sales_now, row.workers_before, row.workers_now]
    return [harmless(row.service.name), row.handed_in, row.live, row.measured, *counts, *said]
