"""Background work of the promo kit. Every task may run twice."""

from django_tasks import task

from rumah.core.periodic import every


@task()
def make_kit(kit_id: int, ticket: str) -> None:
    """Make a kit that was asked for."""
    from products.promo.build import build

    build(kit_id, ticket)


@every(minutes=2)
def take_up_kits() -> int:
    """Take up what a worker that died left waiting."""
    from products.promo.tidy import take_up_again

    return take_up_again()


@every(hours=12)
def tidy_kits() -> int:
    """Remove old kits, and files that no kit names."""
    from products.promo.tidy import remove_old, sweep

    return remove_old() + sweep()
