"""The staff's door to what shows an owner's answer; every opening is on the trail."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from products.readiness.handing import send_evidence
from products.readiness.models import Answer
from rumah.core import audit

MAY = "readiness.view_answer"


@permission_required(MAY)
@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """Hand the file out as a download that no browser will run."""
    row = get_object_or_404(Answer, pk=pk)
    answer = send_evidence(row)
    audit.record("readiness.evidence_opened", row, actor=request.user, code=row.code)
    return answer
