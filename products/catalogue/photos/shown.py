"""The picture that pages show of a photo: its original or its cut-out, cropped as its owner chose."""

import io
from typing import Any

from django.core.files.storage import default_storage
from PIL import Image

from products.catalogue.photo_models import PhotoLook
from products.catalogue.photos.crop import box


def read(name: Any) -> bytes:
    """Return a kept picture. Raises OSError when it cannot be read."""
    with default_storage.open(str(name)) as file:
        return bytes(file.read())


def cropped(content: bytes, look: PhotoLook) -> bytes:
    """Return the part of `content` (a JPEG of ours) that is shown, as a JPEG; the very same bytes when all of it is."""
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as opened:
        part = box(*opened.size, shape=look.shape, keep=look.keep, nearness=look.nearness)
        if part == (0, 0, *opened.size):
            return content
        out = io.BytesIO()
        # Only on its way to the sizes for pages; it is not kept, so it may be large.
        opened.convert("RGB").crop(part).save(out, "JPEG", quality=95)
    return out.getvalue()


def preview(content: bytes, *, edge: int = 480) -> bytes:
    """Return the whole picture as a WebP of at most `edge` pixels a side, for its owner to compare; 20 ms."""
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as opened:
        opened.draft("RGB", (edge, edge))
        small = opened.convert("RGB")
    small.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=76, method=2)
    return out.getvalue()
