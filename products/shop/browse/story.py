"""A business's story, ready to be shown: pictures in one size, fetched for all of them at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.images import get_image_model

SIZE = "max-960x960|format-webp"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraph, quote or picture; the value is text, rich text, or a rendition."""

    kind: str
    value: Any


def parts(story: Any) -> list[Part]:
    """Return the blocks of the story; two queries more when it has pictures, whatever their number."""
    renditions = _renditions([block["value"] for block in story.raw_data if block["type"] == "picture"])
    return list(_parts(story, renditions))


def _parts(story: Any, renditions: dict[int, Any]) -> Iterator[Part]:
    for position, raw in enumerate(story.raw_data):
        if raw["type"] != "picture":
            # Only now is the block's value built: asking the stream for a picture would query once more.
            yield Part(raw["type"], story[position].value)
        elif raw["value"] in renditions:
            yield Part("picture", renditions[raw["value"]])


def _renditions(ids: list[int]) -> dict[int, Any]:
    if not ids:
        return {}
    images = get_image_model().objects.filter(pk__in=ids).prefetch_renditions(SIZE)
    return {image.pk: image.get_rendition(SIZE) for image in images}
