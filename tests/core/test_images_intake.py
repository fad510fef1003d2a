import hashlib
import io
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

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


def scanned(copies: int) -> bytes:
    """A progressive JPEG whose last scan is there `copies` times more."""
    data = encoded(Image.effect_noise((64, 64), 40).convert("RGB"), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * copies + data[-2:]


def test_scans_are_counted_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = scanned(40), scanned(100)
    assert (accept(few).width, opened(many).size) == (64, (64, 64))
    assert refused(many) == BROKEN
    # A thumbnail in front is no scan, and what stands behind the end of the picture is none either.
    exif = b"\xff\xe1" + (8 + 200).to_bytes(2, "big") + b"Exif\0\0" + b"\xff\xda" * 100
    assert accept(few[:2] + exif + few[2:] + b"\xff\xda" * 100).width == 64
    monkeypatch.setattr(intake, "MAX_SCANS", 1000)
    assert accept(many).width == 64


CHILD = """
import resource, sys
sys.path[:0] = [ROOT, ROOT + "/site"]
import django
django.setup()
from pathlib import Path
from rumah.core.errors import DomainError
from rumah.core.images.intake import accept
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
raw = Path(sys.argv[1]).read_bytes()
before, answer = peak(), "accepted"
try:
    accept(raw)
except DomainError:
    answer = "refused"
print(answer, peak() - before)
"""


def cost(folder: Path, data: bytes) -> tuple[str, int]:
    """Return what became of a picture in a process of its own, and the megabytes it took."""
    path = folder / "picture"
    path.write_bytes(data)
    child = f"ROOT = {str(Path(__file__).parents[2])!r}\n{CHILD}"
    done = subprocess.run([sys.executable, "-c", child, str(path)], capture_output=True, text=True, check=True)
    answer, megabytes = done.stdout.split()[-2:]
    return answer, int(megabytes)


@pytest.mark.parametrize(
    ("mode", "colour", "format_", "most"),
    [
        ("RGBA", (200, 100, 50, 128), "PNG", 280),
        ("I;16", 40_000, "PNG", 150),
        ("RGB", (200, 100, 50), "HEIF", 250),
        # The decoder itself keeps two whole canvases.
        ("RGBA", (200, 100, 50, 128), "WEBP", 480),
    ],
)
def test_the_largest_pictures_take_a_bounded_amount_of_memory(
    mode: str, colour: object, format_: str, most: int, tmp_path: Path
) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    fast = {"PNG": {"compress_level": 1}, "WEBP": {"method": 0, "quality": 10}, "HEIF": {"quality": 30}}
    data = encoded(Image.new(mode, (5000, 5000), colour), format_, icc_profile=profile, **fast[format_])
    answer, megabytes = cost(tmp_path, data)
    assert answer == "accepted"
    assert megabytes < most


def test_a_heic_that_lies_about_its_size_allocates_nothing(tmp_path: Path) -> None:
    data = bytearray(encoded(Image.new("RGB", (6000, 6000), "#a05020"), "HEIF", quality=30))
    at = data.index(b"ispe")
    assert struct.unpack(">II", data[at + 8 : at + 16]) == (6000, 6000)
    data[at + 8 : at + 16] = struct.pack(">II", 100, 100)
    assert cost(tmp_path, bytes(data)) == ("refused", pytest.approx(0, abs=30))


def test_a_canvas_larger_than_its_picture_is_refused_unopened(tmp_path: Path) -> None:
    data = bytearray(encoded(Image.new("RGBA", (16, 16)), "WEBP", lossless=True, icc_profile=b"x" * 200))
    at = data.index(b"VP8X") + 12
    data[at : at + 6] = (16_382).to_bytes(3, "little") * 2
    assert cost(tmp_path, bytes(data)) == ("refused", pytest.approx(0, abs=30))
