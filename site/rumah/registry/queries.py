"""Reads of the register."""

from django.conf import settings
from django.db.models import Q

from rumah.businesses.models import Business
from rumah.businesses.states import PermitKind
from rumah.core import clock
from rumah.core.hashed import hashes
from rumah.registry.models import Kind, OwnerNumbers
from rumah.registry.rules import Facts, Finding, check_all

MOST = 50


def with_number(number: str) -> list[Business]:
    """Return the businesses, at most 50, whose owner has this NIK or NPWP. One query, two indexes."""
    same = Q(nik_hash__in=hashes(Kind.NIK, number)) | Q(npwp_hash__in=hashes(Kind.NPWP, number))
    rows = OwnerNumbers.objects.filter(same).values("pk")
    return list(Business.objects.filter(pk__in=rows).defer("story").order_by("name", "pk")[:MOST])


def numbers_of(business: Business) -> OwnerNumbers | None:
    """Return what is kept, or None."""
    return OwnerNumbers.objects.filter(pk=business.pk).first()


def findings_of(business: Business, numbers: OwnerNumbers | None) -> list[Finding]:
    """Return what is to be looked at, errors first. One query."""
    nibs = tuple(business.permits.filter(kind=PermitKind.NIB).order_by("pk").values_list("number", flat=True))
    facts = Facts(
        phone=business.phone, region_code=business.region_code, address=business.address, nibs=nibs,
        nik=numbers.nik if numbers else "", npwp=numbers.npwp if numbers else "",
    )  # fmt: skip
    return check_all(facts, today=clock.today(), regency=settings.HOUSE_REGENCY)
