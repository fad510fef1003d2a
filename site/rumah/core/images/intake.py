"""The only door for pictures: whatever comes in, what is kept is a plain JPEG that we encoded ourselves.

Nothing of the sender's bytes survives: no GPS position, no author, no archive hidden behind the last marker.
"""

import hashlib
import io
import re
import warnings
from dataclasses import dataclass
from typing import IO

import pillow_heif
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageCms, ImageOps

from rumah.core.errors import DomainError

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 25_000_000
MAX_ASPECT = 20
# Cameras and programs write up to a dozen; every one costs as much as decoding the whole picture once more.
MAX_SCANS = 64
# Rows that are worked on at once.
BAND = 256
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
# A marker; in the coded pixels FF is always followed by 00, by a restart marker, or by another FF.
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
SCAN, END, NO_LENGTH = 0xDA, 0xD9, {0x01, 0xD8}
SRGB = ImageCms.createProfile("sRGB")

pillow_heif.register_heif_opener()


@dataclass(frozen=True, slots=True)
class Accepted:
    """A picture as we keep it: a JPEG in sRGB without metadata. `digest` is SHA-256 (hex) of the file as it came."""

    content: bytes
    width: int
    height: int
    digest: str


def accept(data: bytes | IO[bytes], *, max_edge: int = 2560) -> Accepted:
    """Return the picture in `data` as a JPEG of at most `max_edge` pixels a side, upright, on white, in sRGB.

    The name of the file plays no part: the content decides. Raises DomainError for everything that is no whole
    still JPEG, PNG, WebP or HEIC picture of at most 12 MB and 25 megapixels; never an error of the decoder.
    """
    raw = data if isinstance(data, bytes) else data.read(MAX_BYTES + 1)
    _check_bytes(raw)
    try:
        with warnings.catch_warnings():
            # Pillow warns above 89 megapixels; our own, lower limit refuses them one line later.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(raw), formats=FORMATS)
        with image:
            _check_header(image)
            if image.format == "JPEG":
                _check_scans(raw)
            content, width, height = _encode(_plain(image, max_edge))
    except DomainError:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except Exception as error:  # decoders raise almost anything on hostile input; all of it means the same here
        raise DomainError(_("Foto ini rusak atau tidak lengkap. Coba simpan ulang, lalu kirim lagi.")) from error
    return Accepted(content, width, height, hashlib.sha256(raw).hexdigest())


def _check_bytes(raw: bytes) -> None:
    if not raw:
        raise DomainError(_("Berkas foto ini kosong. Pilih foto lain."))
    if len(raw) > MAX_BYTES:
        raise DomainError(_("Foto ini lebih besar dari 12 MB. Pilih foto yang lebih kecil."))
    heif = raw[4:8] == b"ftyp" and raw[8:12] in HEIF_BRANDS
    webp = raw.startswith(b"RIFF") and raw[8:12] == b"WEBP"
    if not (heif or webp or raw.startswith(MAGIC[:2])):
        raise DomainError(_("Jenis berkas ini tidak diterima. Kirim foto JPG, PNG, WebP, atau HEIC."))


def _check_header(image: Image.Image) -> None:
    """Refuse by what the header says, before a single pixel is decoded."""
    width, height = image.size
    if min(width, height) < 1:
        raise DomainError(_("Foto ini rusak atau tidak lengkap. Coba simpan ulang, lalu kirim lagi."))
    if width * height > MAX_PIXELS:
        raise _too_many_pixels()
    if max(width, height) > MAX_ASPECT * min(width, height):
        raise DomainError(_("Foto ini terlalu panjang atau terlalu lebar. Potong dulu, lalu kirim lagi."))
    # A HEIC or a JPEG may carry further pictures (depth, burst); the first one is the photo.
    if image.format in {"PNG", "WEBP"} and getattr(image, "is_animated", False):
        raise DomainError(_("Gambar bergerak tidak diterima. Kirim foto diam."))


def _check_scans(raw: bytes) -> None:
    """Refuse a JPEG of more scans than anybody writes: a file of a few kilobytes could cost minutes."""
    at, scans = 0, 0
    while found := MARKER.search(raw, at):
        kind, at = raw[found.end() - 1], found.end()
        if kind == END:
            return
        scans += kind == SCAN
        if scans > MAX_SCANS:
            raise DomainError(_("Foto ini rusak atau tidak lengkap. Coba simpan ulang, lalu kirim lagi."))
        if kind not in NO_LENGTH:
            at += int.from_bytes(raw[at : at + 2], "big")


def _too_many_pixels() -> DomainError:
    return DomainError(_("Foto ini lebih dari 25 megapiksel. Perkecil dulu, lalu kirim lagi."))


def _plain(image: Image.Image, max_edge: int) -> Image.Image:
    """Return the pixels alone: small enough, upright, opaque, in sRGB.

    Everything that makes a copy happens after the picture has become small: 25 megapixels are 100 MB each time.
    """
    profile = image.info.get("icc_profile")
    if image.format == "JPEG":
        # The decoder itself halves a large picture, at a fraction of the cost.
        image.draft(None, (max_edge, max_edge))
    image.load()
    turned = image.getexif().get(ExifTags.Base.Orientation)
    flat = _flat(image)
    if flat is not image:
        image.close()
    flat.thumbnail((max_edge, max_edge), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if turned:
        # What the decoder had to say is gone with the copy, or already changed by `thumbnail`.
        flat.getexif()[ExifTags.Base.Orientation] = turned
        flat = ImageOps.exif_transpose(flat)
    return _srgb(flat, profile)


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture opaque with 8 bits a channel; what needs work for that is copied a band at a time."""
    if image.mode in {"RGB", "L", "CMYK"} and "transparency" not in image.info:
        return image
    mode = "L" if image.mode.startswith("I") and "transparency" not in image.info else "RGB"
    paper = Image.new(mode, image.size)
    for top in range(0, image.height, BAND):
        bottom = min(top + BAND, image.height)
        band = image.crop((0, top, image.width, bottom))
        paper.paste(_opaque(_eight_bits(band)), (0, top))
    return paper


def _eight_bits(image: Image.Image) -> Image.Image:
    """Bring 16 bits a pixel down to 8: Pillow's own conversion would cut everything above 255 to white."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image


def _opaque(image: Image.Image) -> Image.Image:
    """Lay a picture with transparency on white."""
    if not image.has_transparency_data:
        return image if image.mode == "L" else image.convert("RGB")
    layer = image.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Turn the colours of `profile` into sRGB, since the profile itself is not kept."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB")
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            # A broken profile, or one for other channels: the plain conversion below is what a browser would show.
            return image.convert("RGB")
    return image.convert("RGB")


def _encode(image: Image.Image) -> tuple[bytes, int, int]:
    out = io.BytesIO()
    # A fresh picture carries no `info`, so nothing of the old file can be written out with it.
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    clean.save(out, "JPEG", quality=88, optimize=True, progressive=True)
    return out.getvalue(), *clean.size
