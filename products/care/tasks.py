"""Background work of care. Every job is safe to run twice."""

from django_tasks import task

from products.care.complaints import overdue
from products.care.reviews import render
from rumah.core.periodic import every


@task()
def render_review_photo(photo_id: int) -> None:
    """Render the sizes of a review's photo."""
    render.render_photo(photo_id)


@every(minutes=5)
def overdue_complaints() -> int:
    """Go on with complaints whose deadline has passed."""
    return overdue.go_on_with_all()
