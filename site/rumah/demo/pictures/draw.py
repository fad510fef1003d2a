"""Which picture shows what: a kind of product and a view of it → a picture of 900 × 900."""

import io
from collections.abc import Callable, Iterable
from pathlib import Path

from PIL import Image

from rumah.demo.pictures import biscuits, cloth, crafts, drinks, fruit, herbal, packaging, pantry, snacks
from rumah.demo.pictures.canvas import Canvas

Closeup = Callable[[Canvas], None]
Package = Callable[[Canvas, str, str], None]

KINDS: dict[str, tuple[Closeup, Package]] = {
    "keripik-pisang": (snacks.banana_chips, packaging.pouch),
    "keripik-tempe": (snacks.tempe_chips, packaging.pouch),
    "rengginang": (snacks.rice_crackers, packaging.pouch),
    "ladrang": (snacks.cracker_strips, packaging.pouch),
    "bagiak": (biscuits.finger_biscuits, packaging.pouch),
    "klemben": (biscuits.sponge_cakes, packaging.box),
    "kue-kering": (biscuits.cookies, packaging.jar),
    "sale-pisang": (fruit.dried_banana, packaging.box),
    "abon": (fruit.floss, packaging.pouch),
    "manisan": (fruit.candied_fruit, packaging.jar),
    "kopi": (drinks.coffee, packaging.pouch),
    "gula": (pantry.palm_sugar, packaging.box),
    "sambal": (pantry.sambal, packaging.jar),
    "ikan": (pantry.salted_fish, packaging.pouch),
    "madu": (pantry.honey, packaging.bottle),
    "jamu": (drinks.herbal_drink, packaging.bottle),
    "sari-buah": (drinks.juice, packaging.bottle),
    "teh": (drinks.tea, packaging.box),
    "beras": (pantry.rice, packaging.pouch),
    "cokelat": (pantry.chocolate, packaging.box),
    "batik": (cloth.batik_cloth, packaging.box),
    "udeng": (cloth.headcloth, packaging.tag),
    "pakaian": (cloth.shirt, packaging.tag),
    "tas": (crafts.pandan_bag, packaging.tag),
    "dompet": (cloth.purse, packaging.tag),
    "sandal": (cloth.sandals, packaging.box),
    "anyaman": (crafts.bamboo_basket, packaging.tag),
    "ukiran": (crafts.carving, packaging.tag),
    "gerabah": (crafts.pottery, packaging.box),
    "mainan": (crafts.toy, packaging.box),
    "sabun": (herbal.soap, packaging.box),
    "minyak": (herbal.oil, packaging.bottle),
    "tanaman": (herbal.plant, packaging.tag),
}
VIEWS = ("dekat", "kemasan", "sajian")


def draw(*, kind: str, view: str, seed: str, name: str, shop: str) -> Image.Image:
    """Draw one view: `dekat` the thing itself, `kemasan` its packaging, `sajian` both beside each other."""
    closeup, package = KINDS[kind]
    board = Canvas(f"{seed}/{kind}/{view}")
    if view == "kemasan":
        package(board, name, shop)
        return board.finished()
    closeup(board)
    picture = board.finished()
    if view == "sajian":
        pack = Canvas(f"{seed}/{kind}/kemasan")
        # The same wall and table behind both, or the two halves would not be one room.
        pack.image.paste(pack.wall, (0, 0, *pack.image.size))
        package(pack, name, shop)
        small = pack.finished().resize((316, 316), Image.Resampling.LANCZOS)
        frame = Image.new("RGB", (332, 332), "#FFFDF8")
        frame.paste(small, (8, 8))
        picture.paste(frame, (546, 22))
    return picture


Task = tuple[str, str, str, str, str, str]


def draw_to(task: Task) -> None:
    """Draw (path, kind, view, seed, name, shop) into a JPEG file; made for a process pool."""
    path, kind, view, seed, name, shop = task
    out = io.BytesIO()
    draw(kind=kind, view=view, seed=seed, name=name, shop=shop).save(out, "JPEG", quality=90)
    Path(path).write_bytes(out.getvalue())


def draw_all(tasks: Iterable[Task]) -> None:
    """Draw in this process, one after the other."""
    for task in tasks:
        draw_to(task)
