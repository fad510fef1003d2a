import pytest

from products.labels.drawing.barcode import bars, check_digit, fits, is_ean, modules, square
from products.labels.drawing.marks import Box

# How a reader sees the widths of a digit's four stripes; written from the standard, not from our table.
WIDTHS = {
    "3211": 0, "2221": 1, "2122": 2, "1411": 3, "1132": 4, "1231": 5, "1114": 6, "1312": 7, "1213": 8, "3112": 9,
}  # fmt: skip
FIRST = {
    "AAAAAA": 0, "AABABB": 1, "AABBAB": 2, "AABBBA": 3, "ABAABB": 4, "ABBAAB": 5, "ABBBAA": 6, "ABABAB": 7,
    "ABABBA": 8, "ABBABA": 9,
}  # fmt: skip


def stripes(bits: str) -> list[int]:
    widths, last = [0], bits[0]
    for bit in bits:
        if bit != last:
            widths.append(0)
            last = bit
        widths[-1] += 1
    return widths


def read(bits: str) -> str:
    """Read a code as a scanner does: guards of 1-1-1, then digits by the widths of their stripes."""
    widths = stripes(bits)
    half = (len(widths) - 11) // 2
    assert widths[:3] == widths[-3:] == [1, 1, 1]
    assert widths[3 + half : 8 + half] == [1, 1, 1, 1, 1]
    digits, sets = "", ""
    for side, start in (("left", 3), ("right", 8 + half)):
        for at in range(start, start + half, 4):
            four = "".join(str(width) for width in widths[at : at + 4])
            if side == "left":
                sets += "A" if four in WIDTHS and sum(widths[at + 1 : at + 4 : 2]) % 2 else "B"
                four = four if sets[-1] == "A" else four[::-1]
            digits += str(WIDTHS[four])
    return digits if half == 16 else f"{FIRST[sets]}{digits}"


@pytest.mark.parametrize(
    "number",
    ["5901234123457", "8991234567891", "0012345678905", "4006381333931", "9780201379624", "96385074", "55123457"],
)
def test_a_scanner_reads_what_was_written(number: str) -> None:
    assert is_ean(number)
    assert len(modules(number)) == (95 if len(number) == 13 else 67)
    assert read(modules(number)) == number


@pytest.mark.parametrize("number", ["5901234123450", "590123412345", "", "59012341234571", "abcdefgh", "٥٩٠١٢٣٤١٢٣٤٥٧"])
def test_what_is_no_ean_is_refused(number: str) -> None:
    assert not is_ean(number)


def test_the_check_digit_is_the_standards() -> None:
    assert (check_digit("590123412345"), check_digit("9638507")) == (7, 4)


def test_bars_keep_their_white_and_their_size() -> None:
    marks = [mark for mark in bars("5901234123457", 10, 5, 44, 20) if isinstance(mark, Box)]
    ground, *black = marks
    unit = 44 / 113
    assert (ground.x, ground.y, ground.width, ground.height) == (10, 5, 44, 20)
    assert min(mark.x for mark in black) - 10 == pytest.approx(11 * unit)
    assert 54 - max(mark.x + mark.width for mark in black) == pytest.approx(7 * unit)
    assert sum(mark.width for mark in black) == pytest.approx(modules("5901234123457").count("1") * unit)
    assert fits("5901234123457", 29.9)
    assert not fits("5901234123457", 29.8)


def test_a_qr_code_keeps_four_modules_of_white() -> None:
    ground, *dark = (mark for mark in square("https://contoh.id/produk/a/", 0, 0, 37) if isinstance(mark, Box))
    assert ground.width == 37
    assert min(mark.x for mark in dark) == pytest.approx(4)
    assert max(mark.x + mark.width for mark in dark) == pytest.approx(33)
