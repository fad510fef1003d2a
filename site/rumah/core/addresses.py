"""Full addresses of our own pages and files, for whoever reads them elsewhere."""

from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """Return the full address of a path of ours; an address that is already full stays."""
    return urljoin(f"{settings.BASE_URL}/", path)
