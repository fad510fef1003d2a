"""Reference data: the groups staff belong to, and what each may do in the staff screens."""

from collections.abc import Collection

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from rumah.accounts.models import GivenPermission
from rumah.core.locking import locked_one

VERIFIER, EDITOR, COORDINATOR, TREASURER = "Verifikator", "Editor", "Koordinator", "Bendahara"
VIEWER = "Pembaca"
# Sees the figures and nothing else: heads of office, and the computer at the wall.
OBSERVER = "Pengamat"
ADMIN = "wagtailadmin.access_admin"
# Group → permissions as `app.codename`. What an app that is not installed would allow is passed over.
GROUPS: dict[str, tuple[str, ...]] = {
    OBSERVER: (ADMIN, "figures.view_dayfigure"),
    VERIFIER: (
        ADMIN,
        "businesses.view_business",
        "businesses.change_business",
        "businesses.publish_business",
        "businesses.verify_business",
        "businesses.view_permit",
        "businesses.change_permit",
        "catalogue.view_product",
        "catalogue.suspend_product",
        "reporting.view_productreport",
        "reporting.decide_productreport",
        "readiness.view_assessment",
        "readiness.view_answer",
        "registry.view_ownernumbers",
        "registry.read_number",
    ),
    EDITOR: (
        ADMIN,
        "simple_translation.submit_translation",
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.change_document",
        "wagtaildocs.choose_document",
        "businesses.view_business",
        "businesses.change_business",
        "businesses.publish_business",
        "catalogue.view_product",
        "catalogue.change_product",
        "catalogue.view_category",
        "catalogue.change_category",
    ),
    COORDINATOR: (
        ADMIN,
        "businesses.view_business",
        "catalogue.view_product",
        "mentoring_services.add_service",
        "mentoring_services.change_service",
        "mentoring_services.view_service",
        "mentoring_services.add_room",
        "mentoring_services.change_room",
        "mentoring_services.view_room",
        "mentoring_services.view_mentor",
        "mentoring_services.add_mentor",
        "mentoring_services.change_mentor",
        "mentoring_schedule.view_holiday",
        "mentoring_schedule.add_holiday",
        "mentoring_schedule.change_holiday",
        "mentoring_schedule.view_occurrence",
        "mentoring_schedule.add_occurrence",
        "mentoring_schedule.change_occurrence",
        "mentoring_sessions.view_session",
        "mentoring_sessions.view_reminder",
        "mentoring_results.view_deliverable",
        "mentoring_results.change_deliverable",
        "figures.view_dayfigure",
        "figures.view_small",
        "figures.issue_report",
        "readiness.view_assessment",
        "readiness.view_answer",
        "core.view_auditentry",
        "core.view_outboxmessage",
        "shipping.view_courierbooking",
        "care.view_review",
        "care.change_review",
        "care.view_complaint",
        "care.change_complaint",
        "orders.view_purchase",
        "orders.view_order",
        "orders.change_shippingzone",
        "orders.view_voucher",
        "orders.add_voucher",
        "orders.change_voucher",
        "labels.view_labelrule",
        "labels.add_labelrule",
        "labels.change_labelrule",
        "labels.view_allergen",
        "labels.add_allergen",
        "labels.change_allergen",
    ),
    TREASURER: (
        ADMIN,
        "shipping.view_courierbooking",
        "orders.view_purchase",
        "orders.view_order",
        "orders.view_commissionrule",
        "orders.add_commissionrule",
        "orders.change_commissionrule",
        "payments.view_attempt",
        "payments.change_attempt",
        "payments.view_webhookevent",
        "payments.change_webhookevent",
        "payments.view_transferproof",
        "payments.change_transferproof",
        "payouts.view_payout",
        "payouts.change_payout",
        "payouts.view_bankreceipt",
        "payouts.add_bankreceipt",
        "payouts.change_bankreceipt",
        "payouts.view_taxthreshold",
        "payouts.add_taxthreshold",
        "payouts.change_taxthreshold",
    ),
    # Reads lists and figures. Never `view_permit`, `view_transferproof` or `view_deliverable`: they open private files.
    VIEWER: (
        ADMIN,
        "figures.view_dayfigure",
        "businesses.view_business",
        "catalogue.view_product",
        "catalogue.view_category",
        "reporting.view_productreport",
        "care.view_review",
        "orders.view_order",
        "mentoring_services.view_service",
        "mentoring_services.view_mentor",
        "mentoring_services.view_room",
        "mentoring_schedule.view_holiday",
        "mentoring_schedule.view_occurrence",
        "mentoring_sessions.view_session",
        "readiness.view_assessment",
    ),
}


def found() -> None:
    """Bring every group what this release gives it and no release gave it before.

    What was given once is remembered, so a permission that staff took away from a group stays away, and one that they
    added stays too. Two deployments at once give once.
    """
    for name, wanted in GROUPS.items():
        with transaction.atomic():
            Group.objects.get_or_create(name=name)
            _give(locked_one(Group.objects.filter(name=name)), wanted)


def _give(group: Group, wanted: Collection[str]) -> None:
    given = set(GivenPermission.objects.filter(group=group).values_list("name", flat=True))
    new = [row for row in _permissions(wanted) if _label(row) not in given]
    group.permissions.add(*new)
    GivenPermission.objects.bulk_create(GivenPermission(group=group, name=_label(row)) for row in new)


def _permissions(wanted: Collection[str]) -> list[Permission]:
    codenames = {name.split(".")[1] for name in wanted}
    rows = Permission.objects.filter(codename__in=codenames).select_related("content_type")
    return [row for row in rows if _label(row) in wanted]


def _label(row: Permission) -> str:
    return f"{row.content_type.app_label}.{row.codename}"
