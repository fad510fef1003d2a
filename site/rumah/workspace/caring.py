"""Pages on what buyers say: reviews to answer, complaints to settle."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from products.care.complaints.answer import answer as answer_complaint
from products.care.handing import send_photo
from products.care.models import Complaint
from products.care.queries import complaint_of_business, complaints_of_business, reviews_of_business
from products.care.reviews.answer import answer as answer_review
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.workspace.doors import member, tell
from rumah.workspace.forms import ComplaintAnswerForm


@member
@require_safe
def reviews(request: HttpRequest, business: Business) -> HttpResponse:
    """List what was said of the business's products."""
    page = reviews_of_business(business, cursor=request.GET.get("lanjut", ""))
    return render(request, "workspace/reviews.html", {"business": business, "page": page})


@member
@require_POST
def answer(request: HttpRequest, business: Business, pk: int) -> HttpResponse:
    """Answer a review, or put the answer better; a refused one comes back with what was written."""
    review = get_object_or_404(business.reviews.all(), pk=pk)
    text = request.POST.get("text", "")
    try:
        answer_review(review=review, text=text, actor=request.user)
    except DomainError as error:
        page = reviews_of_business(business)
        context = {"business": business, "page": page, "error": str(error), "typed": text, "typed_for": pk}
        return render(request, "workspace/reviews.html", context, status=error.status)
    messages.success(request, _("Jawaban tersimpan."))
    return redirect("workspace:reviews", business.slug)


@member
@require_safe
def complaints(request: HttpRequest, business: Business) -> HttpResponse:
    """List complaints about the business's orders."""
    page = complaints_of_business(business, cursor=request.GET.get("lanjut", ""))
    return render(request, "workspace/complaints.html", {"business": business, "page": page})


@member
def complaint(request: HttpRequest, business: Business, pk: int) -> HttpResponse:
    """Show one complaint with every step, and take the answer."""
    row = _own(business, pk)
    form, status = ComplaintAnswerForm(request.POST or None, initial=_wish(row)), 200
    if request.method == "POST" and form.is_valid():
        try:
            answer_complaint(complaint=row, actor=request.user, **form.cleaned_data)
            messages.success(request, _("Jawaban tersimpan; pembeli mendapat kabar."))
            return redirect("workspace:complaint", business.slug, pk)
        except DomainError as error:
            tell(form, error)
            status = error.status
    context = {"business": business, "complaint": row, "form": form}
    return render(request, "workspace/complaint.html", context, status=status)


@member
@require_safe
def complaint_photo(request: HttpRequest, business: Business, pk: int, photo: int) -> FileResponse:
    """Hand the seller the buyer's evidence."""
    return send_photo(get_object_or_404(_own(business, pk).photos.all(), pk=photo))


def _own(business: Business, pk: int) -> Complaint:
    row = complaint_of_business(business, pk)
    if row is None:
        raise Http404
    return row


def _wish(row: Complaint) -> dict[str, object]:
    return {"offer": row.wish, "amount": str(row.wish_amount or "")}
