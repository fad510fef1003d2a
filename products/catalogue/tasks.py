"""Background work of the catalogue. Every task may run twice."""

from django_tasks import task

from products.catalogue import expiry, facets, reindex
from products.catalogue.photos import render
from rumah.core.periodic import every


@task()
def render_photo(photo_id: int) -> None:
    """Render the sizes of a new photo."""
    render.render_photo(photo_id)


@every(minutes=5)
def rebuild_facets() -> None:
    """Bring the counts beside the filters up to date."""
    facets.rebuild()


@every(hours=12)
def refresh_expired() -> int:
    """Take the mark of a permit that ran out from the offers that carried it."""
    return expiry.refresh_expired()


@every(hours=24)
def recount_words() -> None:
    """Count the words people are led to when they misspell."""
    reindex.recount_words()
