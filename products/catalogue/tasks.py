"""Background work of the catalogue. Every task may run twice."""

from django_tasks import task

from products.catalogue import expiry, facets, reindex
from products.catalogue.photos import judge, remove, render
from rumah.core.periodic import every


@task()
def render_photo(photo_id: int) -> None:
    """Render the sizes of a new photo."""
    render.render_photo(photo_id)


@task()
def cut_out_photo(photo_id: int) -> None:
    """Lay a photo's subject on white; takes some seconds in a process of its own."""
    # Late, because the verb that queues this stands beside the one that does it.
    from products.catalogue.photos.cut_out import cut_out

    cut_out(photo_id)


@task()
def judge_photos(product_id: int) -> None:
    """Judge the product's photos that no check, or an older one, has seen."""
    judge.judge_photos(product_id)


@every(minutes=5)
def rebuild_facets() -> None:
    """Bring the counts beside the filters up to date."""
    facets.rebuild()


@every(minutes=15)
def sweep_removed_photos() -> int:
    """Let go of the photos that were removed a day ago."""
    return remove.sweep()


@every(hours=12)
def refresh_expired() -> int:
    """Take the mark of a permit that ran out from the offers that carried it."""
    return expiry.refresh_expired()


@every(hours=24)
def recount_words() -> None:
    """Count the words people are led to when they misspell."""
    reindex.recount_words()
