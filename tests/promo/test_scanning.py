"""The codes on paper and on the screen, read back from the drawn picture as a phone would: at print and screen size."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from products.promo.drawing import papers, pictures
from products.promo.drawing.facts import Facts
from products.promo.palettes import PALETTES
from rumah.core.paper.code import qr_picture

cv2 = pytest.importorskip("cv2")
LINK = "https://rumahkreatif.banyuwangikab.go.id/s/abc234/"
PAPERS = {
    "label-harga": papers.price_tag, "kartu-rak": papers.shelf_card, "poster-a4": papers.poster_a4,
    "poster-a6": papers.poster_a6,
    "tautan": lambda facts: papers.code_sheet(facts.product, facts.link, facts.shown, seller=facts.business),
}  # fmt: skip
PICTURES = {"kotak": pictures.square, "story": pictures.story, "kode": lambda facts: qr_picture(facts.link)}


def facts() -> Facts:
    short = LINK.split("://", 1)[1].rstrip("/")
    return Facts("Kopi Robusta", "Rp45.000", "Kopi Gombengsari", "Kalipuro", "", LINK, short, PALETTES["saga"], None)


def read(picture: Image.Image) -> str:
    grey = np.asarray(picture.convert("L"))
    # White around the cut edge, as the table a card lies on; the reader wants some.
    found, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(np.pad(grey, 40, constant_values=255))
    return str(found)


def page(content: bytes, folder: Path, dpi: int) -> Image.Image:
    """Return the first page, drawn by poppler at so many dots an inch."""
    (folder / "page.pdf").write_bytes(content)
    command = ["pdftoppm", "-r", str(dpi), "-png", "-f", "1", "-l", "1", "-singlefile", "page.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True, timeout=60)
    return Image.open(folder / "page.png")


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs poppler")
@pytest.mark.parametrize("dpi", [300, 150], ids=["print", "screen"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_code_on_paper_leads_to_the_link(tmp_path: Path, paper: str, dpi: int) -> None:
    assert read(page(PAPERS[paper](facts()), tmp_path, dpi)) == LINK


@pytest.mark.parametrize("share", [1.0, 0.5], ids=["as made", "on a phone"])
@pytest.mark.parametrize("name", PICTURES)
def test_the_code_in_a_picture_leads_to_the_link(name: str, share: float) -> None:
    make: Callable[[Facts], bytes] = PICTURES[name]
    picture = Image.open(io.BytesIO(make(facts())))
    size = (round(picture.width * share), round(picture.height * share))
    assert read(picture.resize(size, Image.Resampling.BOX)) == LINK
