"""Where a parcel can be followed: the public pages of couriers, as data.

`{number}` stands where a courier's page takes the number in its address; the others ask for it on the page.
"""

import re
from urllib.parse import quote

# First part of the name as sellers write it, letters and digits only → page.
PAGES: dict[str, str] = {
    "jne": "https://www.jne.co.id/tracking-package",
    "jt": "https://www.jet.co.id/track",
    "jnt": "https://www.jet.co.id/track",
    "sicepat": "https://www.sicepat.com/checkAwb",
    "anteraja": "https://anteraja.id/tracking/{number}",
    "posindonesia": "https://www.posindonesia.co.id/id/tracking",
    "ninja": "https://www.ninjaxpress.co/id-id/tracking?id={number}",
    "lion": "https://lionparcel.com/track/stt?q={number}",
    "tiki": "https://www.tiki.id/id/tracking",
}
NUMBER = re.compile(r"[A-Za-z0-9-]{6,40}")


def tracking_link(courier: str, number: str) -> str:
    """Return where to follow the parcel, or an empty string for a courier or a number nobody knows."""
    name = re.sub(r"[^a-z0-9]", "", courier.lower())
    if not NUMBER.fullmatch(number):
        return ""
    for start, page in PAGES.items():
        if name.startswith(start) or (start == "posindonesia" and name in {"pos", "poskilat", "posreguler"}):
            return page.format(number=quote(number))
    return ""
