import hashlib
import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from rumah.core.errors import DomainError
from rumah.core.images import intake
from rumah.core.images.intake import accept


def encoded(image: Image.Image, format_: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def picture(width: int = 400, height: int = 300, colour: str = "#a05020") -> Image.Image:
    return Image.new("RGB", (width, height), colour)


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )


def refused(data: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        accept(data)
    return str(caught.value)


BROKEN = "Foto ini rusak atau tidak lengkap. Coba simpan ulang, lalu kirim lagi."
KIND = "Jenis berkas ini tidak diterima. Kirim foto JPG, PNG, WebP, atau HEIC."
PIXELS = "Foto ini lebih dari 25 megapiksel. Perkecil dulu, lalu kirim lagi."
MOVING = "Gambar bergerak tidak diterima. Kirim foto diam."


@pytest.mark.parametrize(
    ("format_", "options"), [("JPEG", {}), ("PNG", {}), ("WEBP", {}), ("HEIF", {}), ("PNG", {"bits": 4})]
)
def test_each_allowed_format_becomes_a_plain_jpeg(format_: str, options: dict[str, int]) -> None:
    source = picture().quantize(16) if options else picture()
    accepted = accept(encoded(source, format_, **options))
    kept = opened(accepted.content)
    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (400, 300))
    assert (accepted.width, accepted.height) == (400, 300)
    red, green, blue = kept.getpixel((10, 10))
    assert max(abs(red - 0xA0), abs(green - 0x50), abs(blue - 0x20)) < 6


def test_a_file_object_is_read_and_named_by_its_content() -> None:
    data = encoded(picture(), "PNG")
    assert accept(io.BytesIO(data)) == accept(data)
    assert accept(data).digest == hashlib.sha256(data).hexdigest()


def test_position_author_and_comments_do_not_survive() -> None:
    exif = Image.Exif()
    exif[0x013B] = "Bu Rahasia"
    exif.get_ifd(0x8825)[2] = (8.0, 13.0, 9.0)
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Bu Rahasia")
    for data in (
        encoded(picture(), "JPEG", exif=exif, comment=b"Bu Rahasia", xmp=b"<x:xmpmeta>Bu Rahasia</x:xmpmeta>"),
        encoded(picture(), "PNG", pnginfo=info, exif=exif),
        encoded(picture(), "WEBP", exif=exif, xmp=b"<x:xmpmeta>Bu Rahasia</x:xmpmeta>"),
    ):
        assert b"Rahasia" in data
        kept = accept(data).content
        assert not [word for word in (b"Rahasia", b"Exif", b"xmpmeta") if word in kept]
        assert dict(opened(kept).getexif()) == {}
        assert set(opened(kept).info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progression",
            "progressive",
        }


def test_a_sideways_photo_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    half = picture(400, 300, "red")
    half.paste("blue", (0, 0, 200, 300))
    kept = opened(accept(encoded(half, "JPEG", exif=exif)).content)
    assert kept.size == (300, 400)
    assert min(kept.getpixel((150, 20))[2], kept.getpixel((150, 380))[0]) > 200


def test_a_large_photo_is_made_smaller_and_a_small_one_stays() -> None:
    assert (accept(encoded(picture(4000, 3000), "JPEG")).width, accept(encoded(picture(20, 20), "PNG")).width) == (
        2560,
        20,
    )
    assert accept(encoded(picture(900, 600), "PNG"), max_edge=300).height == 200


def test_transparency_lies_on_white() -> None:
    clear = Image.new("RGBA", (50, 50), (10, 20, 30, 0))
    assert min(opened(accept(encoded(clear, "PNG")).content).getpixel((5, 5))) > 250
    palette = Image.new("P", (50, 50), 0)
    palette.putpalette([200, 0, 0] * 256)
    assert min(opened(accept(encoded(palette, "PNG", transparency=0)).content).getpixel((5, 5))) > 250


def test_cmyk_and_sixteen_bits_keep_their_look() -> None:
    cmyk = Image.new("CMYK", (50, 50), (0, 255, 255, 0))
    red, green, blue = opened(accept(encoded(cmyk, "JPEG")).content).getpixel((5, 5))
    assert red > 230
    assert max(green, blue) < 40
    grey = Image.new("I;16", (50, 50), 32768)
    assert {round(value / 4) for value in opened(accept(encoded(grey, "PNG")).content).getpixel((5, 5))} == {32}


def test_a_colour_profile_is_applied_and_dropped() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert opened(accept(encoded(picture(), "JPEG", icc_profile=profile)).content).info.get("icc_profile") is None
    assert accept(encoded(picture(), "JPEG", icc_profile=b"no profile at all")).width == 400
    assert accept(encoded(picture().convert("L"), "PNG", icc_profile=profile)).width == 400


def test_an_archive_behind_the_picture_is_left_behind() -> None:
    out = io.BytesIO(encoded(picture(), "JPEG"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("jahat.html", "<script>alert(1)</script>")
    data = out.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(data))
    kept = accept(data).content
    assert not zipfile.is_zipfile(io.BytesIO(kept))
    assert b"script" not in kept


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Berkas foto ini kosong. Pilih foto lain."),
        (b"GIF89a/*", KIND),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", KIND),
        (b"RIFF\0\0\0\0WAVE", KIND),
        (b"%PDF-1.7", KIND),
        (b"\xff\xd8\xff\xe0", BROKEN),
        (b"\x89PNG\r\n\x1a\n", BROKEN),
        (b"\0\0\0\x18ftypheic", BROKEN),
        (png_header(50_000, 50_000), PIXELS),
        (png_header(9_500, 9_500), PIXELS),
        (png_header(0, 10), BROKEN),
        (png_header(2_000, 20), "Foto ini terlalu panjang atau terlalu lebar. Potong dulu, lalu kirim lagi."),
        (png_header(100, 100), BROKEN),
    ],
)
def test_bad_input_is_a_sentence(data: bytes, sentence: str) -> None:
    assert refused(data) == sentence


def test_truncated_files_are_refused() -> None:
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    for format_ in ("JPEG", "PNG", "WEBP", "HEIF"):
        data = encoded(noise, format_)
        assert refused(data[: len(data) // 2]) == BROKEN


def test_moving_pictures_are_refused() -> None:
    frames = [picture(40, 40, colour) for colour in ("red", "blue")]
    for format_ in ("WEBP", "PNG"):
        assert refused(encoded(frames[0], format_, save_all=True, append_images=frames[1:])) == MOVING
    assert refused(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])) == KIND


def test_a_text_chunk_that_swells_is_refused() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("k", "a" * 20_000_000, zip=True)
    data = encoded(picture(), "PNG", pnginfo=info)
    assert len(data) < 100_000
    assert refused(data) == BROKEN


def test_the_size_is_capped_before_anything_is_decoded() -> None:
    sentence = "Foto ini lebih besar dari 12 MB. Pilih foto yang lebih kecil."
    data = encoded(picture(), "JPEG") + b"\0" * intake.MAX_BYTES
    assert refused(data) == sentence
    with pytest.raises(DomainError, match="12 MB"):
        accept(io.BytesIO(data))
