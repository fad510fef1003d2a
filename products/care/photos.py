"""Pictures that come with a review or a complaint: at most four, taken in by the one door for pictures."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from rumah.core.errors import DomainError, Problem
from rumah.core.images.intake import Accepted, accept

MAX_PHOTOS = 4
FIELD = "photos"


def taken_in(photos: Sequence[bytes], problems: list[Problem]) -> list[Accepted]:
    """Return the accepted pictures, each file once; what is wrong goes to `problems`, photo by photo.

    Work on pixels alone, so it belongs before the transaction.
    """
    if len(photos) > MAX_PHOTOS:
        problems.append(Problem(_("Kirim paling banyak %(most)d foto.") % {"most": MAX_PHOTOS}, FIELD))
        return []
    accepted: dict[str, Accepted] = {}
    for number, content in enumerate(photos, 1):
        try:
            picture = accept(content, max_edge=1920)
        except DomainError as error:
            text = _("Foto %(number)d: %(problem)s") % {"number": number, "problem": error}
            problems.append(Problem(text, FIELD))
        else:
            accepted[picture.digest] = picture
    return list(accepted.values())
