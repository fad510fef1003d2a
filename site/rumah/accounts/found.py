"""Reference data: the groups staff belong to, and what each may do in the staff screens."""

from django.contrib.auth.models import Group, Permission

VERIFIER, EDITOR, COORDINATOR, TREASURER = "Verifikator", "Editor", "Koordinator", "Bendahara"
ADMIN = "wagtailadmin.access_admin"
# Group → permissions as `app.codename`. What an app that is not installed would allow is passed over.
GROUPS: dict[str, tuple[str, ...]] = {
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
    ),
    EDITOR: (
        ADMIN,
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
        "mentoring_services.change_mentor",
        "mentoring_schedule.view_holiday",
        "mentoring_schedule.add_holiday",
        "mentoring_schedule.change_holiday",
        "mentoring_sessions.view_session",
        "mentoring_results.view_deliverable",
        "mentoring_results.change_deliverable",
        "core.view_auditentry",
        "core.view_outboxmessage",
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
    ),
    TREASURER: (
        ADMIN,
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
        "payouts.view_taxthreshold",
        "payouts.add_taxthreshold",
        "payouts.change_taxthreshold",
    ),
}


def found() -> None:
    """Add the groups that are missing, with their permissions; a group staff changed stays as it is."""
    for name, wanted in GROUPS.items():
        group, made = Group.objects.get_or_create(name=name)
        if not made:
            continue
        codenames = {permission.split(".")[1] for permission in wanted}
        found_rows = Permission.objects.filter(codename__in=codenames).select_related("content_type")
        group.permissions.set(row for row in found_rows if f"{row.content_type.app_label}.{row.codename}" in wanted)
