"""Which village a row means: by its Kemendagri code, or by the names of village and kecamatan."""

import re
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from rumah.core import regions
from rumah.core.errors import DomainError, Problem

VILLAGE = 4


def resolve(*, code: str | None, village: str | None, district: str | None) -> str:
    """Return the village's code. Names are looked up in the house's own regency.

    Raises DomainError; its problem's `field` is the key of the column to mend.
    """
    if code:
        found = regions.get(code)
        if found is None or regions.level(code) != VILLAGE:
            message = _("“%(code)s” bukan kode desa atau kelurahan. Tulis misalnya 35.10.16.1014.")
            raise DomainError(Problem(message % {"code": code}, "region_code"))
        if village and _plain(village) != _plain(found.name):
            message = _("Kode %(code)s adalah %(name)s, bukan %(village)s.")
            raise DomainError(Problem(message % {"code": code, "name": found.name, "village": village}, "region_code"))
        return code
    if not (village and district):
        raise DomainError(Problem(_("Isi kode wilayah, atau desa beserta kecamatannya."), "region_code"))
    known = _villages(settings.HOUSE_REGENCY)
    if _plain(district) not in known:
        message = _("Kecamatan “%(name)s” tidak ada di sini.")
        raise DomainError(Problem(message % {"name": district}, "district"))
    if _plain(village) not in known[_plain(district)]:
        message = _("Desa “%(name)s” tidak ada di kecamatan %(district)s.")
        raise DomainError(Problem(message % {"name": village, "district": district}, "village"))
    return known[_plain(district)][_plain(village)]


def _plain(name: str) -> str:
    """Return a name as it is compared: `Lemahbang Kulon` is `lemahbangkulon`."""
    bare = re.sub(r"^(kecamatan|kec\.|desa|ds\.|kelurahan|kel\.)\s+", "", name.strip().casefold())
    return re.sub(r"[^a-z0-9]", "", bare)


@lru_cache(maxsize=8)
def _villages(regency: str) -> dict[str, dict[str, str]]:
    districts = regions.children(regency)
    return {_plain(d.name): {_plain(v.name): v.code for v in regions.children(d.code)} for d in districts}
