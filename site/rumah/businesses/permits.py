"""Permits: numbers checked by kind, files by their content, kept where only a checking view hands them out.

Forms of the numbers: OSS (NIB), BPOM rules on P-IRT and MD, BPJPH on halal certificates.
"""

import re
import uuid
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rumah.businesses.models import Business, Permit
from rumah.businesses.states import PermitKind
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem

MAX_BYTES = 5 * 1024 * 1024
MAX_PERMITS = 40
MAGIC = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
CONTENT_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


def clean_number(kind: str, number: str) -> str:
    """Return the number in capitals without separators; a mark's number is kept as written."""
    text = number.strip().upper()
    return text[:40] if kind == PermitKind.MARK else re.sub(r"^P-?IRT|[\s.\-/]", "", text)


def number_problem(kind: str, number: str) -> str:
    """Return what is wrong with a cleaned number, or an empty string."""
    if not number:
        return _("Tulis nomor izin.")
    if kind == PermitKind.NIB and not re.fullmatch(r"\d{13}", number):
        return _("NIB terdiri atas 13 angka.")
    if kind == PermitKind.PIRT and not re.fullmatch(r"\d{15}", number):
        return _("Nomor P-IRT terdiri atas 15 angka.")
    if kind == PermitKind.BPOM and not re.fullmatch(r"(MD|ML)(\d{12}|\d{15})", number):
        return _("Nomor BPOM ditulis MD atau ML lalu 12 atau 15 angka.")
    return ""


def number_warning(kind: str, number: str) -> str:
    """Return a doubt about a number that may still be kept, or an empty string."""
    if kind == PermitKind.HALAL and not re.fullmatch(r"ID\d{17}", number):
        return _("Nomor sertifikat halal BPJPH biasanya ID lalu 17 angka. Periksa lagi nomornya.")
    return ""


def file_kind(content: bytes) -> str:
    """Return `pdf`, `jpg` or `png` by the first bytes. Raises DomainError (field `file`) for everything else."""
    if len(content) > MAX_BYTES:
        raise DomainError(Problem(_("Berkas lebih besar dari 5 MB. Pilih yang lebih kecil."), "file"))
    for magic, kind in MAGIC.items():
        if content.startswith(magic):
            return kind
    raise DomainError(Problem(_("Kirim berkas PDF, JPG, atau PNG."), "file"))


def add_permit(
    *, business: Business, kind: str, number: str, actor: Any, expires_on: date | None = None, content: bytes = b""
) -> Permit:
    """Add a permit with its file. Raises DomainError with every problem; Conflict when it is there already."""
    problems: list[Problem] = []
    if kind not in PermitKind.values:
        problems.append(Problem(_("Pilih jenis izin."), "kind"))
    number = clean_number(kind, number)
    if wrong := number_problem(kind, number):
        problems.append(Problem(wrong, "number"))
    if len(number) > 40:
        problems.append(Problem(_("Nomor terlalu panjang."), "number"))
    ending = ""
    try:
        ending = file_kind(content) if content else ""
    except DomainError as error:
        problems.extend(error.problems)
    if business.permits.count() >= MAX_PERMITS:
        problems.append(Problem(_("Usaha ini sudah memiliki 40 izin."), "kind"))
    if problems:
        raise DomainError(*problems)
    permit = Permit(business=business, kind=kind, number=number, expires_on=expires_on)
    if ending:
        permit.file.save(f"{uuid.uuid4().hex}.{ending}", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            permit.save()
            audit.record("businesses.permit_added", permit, actor=actor, kind=kind)
    except IntegrityError as error:
        if permit.file.name:
            permit.file.storage.delete(permit.file.name)
        raise Conflict(Problem(_("Izin dengan nomor ini sudah ada."), "number")) from error
    return permit


def remove_permit(*, permit: Permit, actor: Any) -> None:
    """Take a permit away with its file; the file goes only once the row is surely gone."""
    name, storage = permit.file.name, permit.file.storage
    with transaction.atomic():
        audit.record("businesses.permit_removed", permit, actor=actor, kind=permit.kind, business=permit.business_id)
        permit.delete()
        if name:
            transaction.on_commit(lambda: storage.delete(name))


def check_permit(*, permit: Permit, actor: Any) -> None:
    """Note that staff compared number and file."""
    with transaction.atomic():
        if Permit.objects.filter(pk=permit.pk, checked_at__isnull=True).update(checked_at=clock.now()):
            audit.record("businesses.permit_checked", permit, actor=actor)
