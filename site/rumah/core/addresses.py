"""Full addresses of our own pages and files, for whoever reads them elsewhere."""

from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from django.conf import settings

# The parameter of an address that names the language it is read in.
LANGUAGE = "bahasa"


def without_language(path: str) -> str:
    """Return the address that is read in the language the visitor chose."""
    parts = urlsplit(path)
    if f"{LANGUAGE}=" not in parts.query:
        return path
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != LANGUAGE]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def absolute(path: str) -> str:
    """Return the full address of a path of ours; an address that is already full stays."""
    return urljoin(f"{settings.BASE_URL}/", path)
