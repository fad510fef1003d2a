"""Pages of the staff's house: one review, one complaint, and the buttons on them."""

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from products.care.complaints.decide import decide
from products.care.handing import send_photo
from products.care.models import Complaint, Review
from products.care.queries import complaint_for_staff
from products.care.reviews.hide import hide, unhide
from products.care.states import Solution
from rumah.core.errors import DomainError
from rumah.core.money import parse_rupiah


class DecisionForm(forms.Form):
    """A decision with its reason."""

    solution = forms.ChoiceField(label=gettext_lazy("Keputusan"), choices=Solution.choices, required=False)
    amount = forms.CharField(label=gettext_lazy("Jumlah uang kembali (bila sebagian)"), required=False, max_length=30)
    reason = forms.CharField(
        label=gettext_lazy("Alasan (dibaca pembeli dan penjual)"), required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def clean_amount(self) -> int:
        """Return whole rupiah; empty is 0."""
        text = str(self.cleaned_data["amount"]).strip()
        try:
            return parse_rupiah(text) if text else 0
        except DomainError as error:
            raise forms.ValidationError(str(error)) from None


@permission_required("care.change_complaint")
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that was said, and take the decision."""
    row = _complaint(pk)
    form, status = DecisionForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            decide(complaint=row, actor=request.user, **form.cleaned_data)
            messages.success(request, _("Keputusan tersimpan; pembeli dan penjual mendapat kabar."))
            return redirect("care_complaint", pk)
        except DomainError as error:
            for problem in error.problems:
                form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
            status = error.status
    return render(request, "care/complaint.html", {"complaint": row, "form": form}, status=status)


@permission_required("care.change_complaint")
@require_safe
def photo(request: HttpRequest, pk: int, photo: int) -> FileResponse:
    """Hand staff the evidence."""
    return send_photo(get_object_or_404(_complaint(pk).photos.all(), pk=photo))


@permission_required("care.change_review")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one review; hide it with a reason, or show it again."""
    row = get_object_or_404(Review.objects.select_related("product", "business"), pk=pk)
    reason, error, status = request.POST.get("reason", ""), "", 200
    if request.method == "POST":
        try:
            if "tampilkan" in request.POST:
                unhide(review=row, actor=request.user)
            else:
                hide(review=row, reason=reason, actor=request.user)
            messages.success(request, _("Tersimpan."))
            return redirect("care_review", pk)
        except DomainError as caught:
            error, status = str(caught), caught.status
    return render(request, "care/review.html", {"review": row, "error": error, "reason": reason}, status=status)


def _complaint(pk: int) -> Complaint:
    row = complaint_for_staff(pk)
    if row is None:
        raise Http404
    return row
