"""The English catalogue: what people read is collected from code and templates and held against locale/en.

The source language is Indonesian, so only English has a file. Babel does the work of gettext's tools, which a fresh
machine has not.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLACES = ("site", "products", "mentoring")
_FORMAT = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_CALL = re.compile(r"\b(?:_|n?p?gettext)\((?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[^()'\"])*\)")
Id = str | tuple[str, ...] | list[str]


def po_path() -> Path:
    """Return the one catalogue people edit."""
    return Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"


def collect() -> Catalog:
    """Return every message of the project with the places it stands in."""
    catalogue = Catalog(
        locale="en", header_comment="# English of Rumah Kreatif; `make messages` keeps it.", fuzzy=False
    )
    for path, message, context, line in _found():
        catalogue.add(message, locations=[(path, line)], context=context)
    return catalogue


def _found() -> Iterator[tuple[str, Id, str | None, int]]:
    root = settings.ROOT
    for place in PLACES:
        for path in sorted((root / place).rglob("*")):
            if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts or "locale" in path.parts:
                continue
            source = path.read_text(encoding="utf-8")
            if path.suffix != ".py":
                # What is left of a template is no whole program: only its calls are read on.
                source = "\n".join(call[0] for call in _CALL.finditer(templatize(source, origin=str(path))))
            stream = io.BytesIO(source.encode())
            for line, message, _comments, context in extract("python", stream, KEYWORDS, options={}):
                yield str(path.relative_to(root)), message, context, line


def update() -> int:
    """Write the catalogue anew: new messages come in untranslated, those no longer used go. Returns how many lack."""
    path = po_path()
    known = _read() if path.exists() else Catalog(locale="en")
    fresh = collect()
    for message in fresh:
        old = known.get(message.id, context=message.context) if message.id else None
        if old:
            message.string = old.string
    path.parent.mkdir(parents=True, exist_ok=True)
    # A new date at every run would be a change without a change.
    fresh.creation_date = known.creation_date
    with path.open("wb") as file:
        write_po(file, fresh, width=110, sort_output=True, omit_header=False, include_lineno=False)
    return len(missing())


def missing() -> list[str]:
    """Return messages without English, with placeholders that differ, or no longer used: what the linter refuses."""
    known = _read() if po_path().exists() else Catalog(locale="en")
    wanted = collect()
    lacks = []
    for message in wanted:
        if not message.id:
            continue
        found = known.get(message.id, context=message.context)
        string = found.string if found else None
        texts = [string] if isinstance(string, str) else list(string or ())
        if not texts or not all(texts):
            lacks.append(f"{message.locations[0][0]}: {message.id!r} has no English")
        elif not placeholders_agree(message.id, texts):
            lacks.append(f"{message.locations[0][0]}: {message.id!r} has other placeholders in English")
    used = {(m.id, m.context) for m in wanted}
    lacks += [f"no longer used: {m.id!r}" for m in known if m.id and (m.id, m.context) not in used]
    return lacks


def placeholders_agree(source: Id, texts: list[str]) -> bool:
    """Whether the translation names what the source names; of a plural, the last form is looked at."""
    wanted = set(_FORMAT.findall(source if isinstance(source, str) else source[-1]))
    return all(set(_FORMAT.findall(text)) == wanted for text in texts[-1:])


def _read() -> Catalog:
    with po_path().open("rb") as file:
        return read_po(file, locale="en")


def compile_catalogues() -> None:
    """Write each .mo beside its .po when it is older; nothing is downloaded and no tool is needed."""
    for source in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po")):
        target, locale = source.with_suffix(".mo"), source.parts[-3]
        whole = locale == settings.LANGUAGE_CODE and source.stem == "django"
        newest = max(path.stat().st_mtime for path in {source, po_path() if whole else source})
        if not target.exists() or target.stat().st_mtime < newest:
            with source.open("rb") as words:
                catalogue = read_po(words, locale=locale)
            if whole:
                _add_ourselves(catalogue)
            with target.open("wb") as file:
                write_mo(file, catalogue)


def _add_ourselves(catalogue: Catalog) -> None:
    """Let our own sentences stand in the catalogue of the language they are written in.

    Django asks every catalogue of every app for a sentence that none of them has; this one it asks first.
    """
    for message in _read():
        if isinstance(message.id, str) and message.id and not catalogue.get(message.id, message.context):
            catalogue.add(message.id, string=message.id, context=message.context)
