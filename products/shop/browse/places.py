"""Where things are, as people say it."""

from rumah.core import regions


def short(code: str) -> str:
    """Return `Kec. Glagah, Banyuwangi` for any code within that district."""
    district, regency = regions.name(regions.ancestor(code, 3)), regions.name(regions.ancestor(code, 2))
    return ", ".join(part for part in (district and f"Kec. {district}", _plain(regency)) if part)


def full(code: str) -> str:
    """Return village, district and regency: `Tamansuruh, Kec. Glagah, Banyuwangi`."""
    village = regions.name(code) if regions.level(code) == 4 else ""
    return ", ".join(part for part in (village, short(code)) if part)


def _plain(regency: str) -> str:
    return regency.removeprefix("Kabupaten ").removeprefix("Kab. ")
