"""Tags in bulk: what a chunk of rows is tagged with becomes exactly what the file says."""

from collections.abc import Mapping, Sequence

from django.db.models import Model
from taggit.models import TagBase

from rumah.core.slugs import free_slug


def set_tags(*, tag: type[TagBase], through: type[Model], wanted: Mapping[int, Sequence[str]]) -> set[int]:
    """Set the tags of rows (pk → words) and return the rows that changed. Case makes no other tag."""
    if not wanted:
        return set()
    links = through._default_manager.filter(content_object_id__in=wanted)
    have: dict[int, dict[str, int]] = {pk: {} for pk in wanted}
    for link, row, name in links.values_list("pk", "content_object_id", "tag__name"):
        have[row][name.casefold()] = link
    stale = [
        link
        for row, words in wanted.items()
        for name, link in have[row].items()
        if name not in {word.casefold() for word in words}
    ]
    missing = [(row, word) for row, words in wanted.items() for word in words if word.casefold() not in have[row]]
    changed = {row for row, _word in missing}
    if stale:
        gone = links.filter(pk__in=stale)
        changed |= set(gone.values_list("content_object_id", flat=True))
        gone.delete()
    ids = _tags(tag, {word.casefold(): word for _row, word in missing})
    through._default_manager.bulk_create(
        [through(tag_id=ids[word.casefold()], content_object_id=row) for row, word in missing], batch_size=1000
    )
    return changed


def _tags(tag: type[TagBase], words: Mapping[str, str]) -> dict[str, int]:
    """Return lower-case word → id, making the tags that are missing."""
    if not words:
        return {}
    found = {t.name.casefold(): t.pk for t in tag._default_manager.filter(name__in=_spellings(words))}
    for key, word in words.items():
        if key not in found:
            found[key] = tag._default_manager.create(name=word, slug=free_slug(tag, word)).pk
    return found


def _spellings(words: Mapping[str, str]) -> set[str]:
    return {*words.values(), *words.keys(), *(word.capitalize() for word in words)}
