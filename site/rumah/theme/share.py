"""How a page shows where its address is passed on: in chats, on social networks, in search results."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import get_language

from rumah.core.addresses import LANGUAGE, absolute
from rumah.core.text import clean_line

# What WhatsApp shows before it cuts.
TITLE, SUMMARY = 65, 155
WIDTH, HEIGHT = 1200, 630


def card_path(kind: str, slug: str, *facts: object) -> str:
    """Return the address of the card drawn for a page; it changes when `facts`, which the card shows, change."""
    told = "\n".join(str(fact) for fact in (settings.HOUSE_NAME, *facts))
    return f"/kartu/{kind}/{slug}.jpg?v={hashlib.blake2s(told.encode(), digest_size=4).hexdigest()}"


def house_card() -> str:
    """Return the address of the card for pages that have none of their own."""
    return card_path("rumah", "beranda", settings.HOUSE_OPERATOR)


@dataclass(frozen=True, slots=True)
class Share:
    """What the head of a page says to others; `path` is its one address, `image` the path of its card.

    `spoken` are the languages an editor's page is written in; other pages speak all of ours.
    """

    title: str
    summary: str
    path: str
    image: str
    kind: str = "website"
    spoken: tuple[str, ...] = ()

    @property
    def short_title(self) -> str:
        """Return the title as far as a chat shows it."""
        return Truncator(clean_line(self.title)).chars(TITLE)

    @property
    def short_summary(self) -> str:
        """Return the summary as far as a chat shows it."""
        return Truncator(clean_line(self.summary)).chars(SUMMARY)

    @property
    def canonical(self) -> str:
        """Return the page's one address in the language it is read in."""
        language = get_language() or settings.LANGUAGE_CODE
        if self.spoken and language not in self.spoken:
            language = self.spoken[0]
        return absolute(in_language(self.path, language))

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Return (code, address) of the page in each language, and where everybody else is led."""
        if len(self.spoken) == 1:
            return []
        return alternates(self.path)

    @property
    def full_image(self) -> str:
        """Return the whole address of the card."""
        return absolute(self.image)


def in_language(path: str, code: str) -> str:
    """Return the address under which a page is read in a language whatever the visitor chose before."""
    if code == settings.LANGUAGE_CODE:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode({LANGUAGE: code})}"


def alternates(path: str) -> list[tuple[str, str]]:
    """Return (language code, full address) pairs for search engines, `x-default` last."""
    pairs = [(code, absolute(in_language(path, code))) for code, _name in settings.LANGUAGES]
    return [*pairs, ("x-default", absolute(path))]
