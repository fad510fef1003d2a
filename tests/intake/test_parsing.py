import pytest

from products.intake import numbers, parsing
from rumah.core.errors import DomainError


@pytest.mark.parametrize(
    ("parse", "text", "value"),
    [
        (parsing.price, "Rp 1.250.000", 1_250_000),
        (parsing.price, "1,25 jt", 1_250_000),
        (parsing.price, "15000", 15_000),
        (parsing.grams, "0,25 kg", 250),
        (parsing.grams, "250 g", 250),
        (parsing.grams, "250", 250),
        (parsing.grams, "1.250 g", 1_250),
        (parsing.centimetres, "12,5", 125),
        (parsing.centimetres, "12 cm", 120),
        (parsing.day, "31/12/2027", "2027-12-31"),
        (parsing.day, "2027-12-31", "2027-12-31"),
        (parsing.halal, "Ya", "certified"),
        (parsing.halal, "belum", "not_yet"),
        (parsing.halal, "tidak", "non_halal"),
        (parsing.phone, "0812-3456-7890", "+6281234567890"),
        (parsing.phone, "81234567890", "+6281234567890"),
        (parsing.words, "pisang|Pisang| renyah ", ["pisang", "renyah"]),
        (parsing.file_names, "a.jpg|b.jpg|a.jpg", ["a.jpg", "b.jpg"]),
        (parsing.pieces, "1.000", 1_000),
        (numbers.kbli, "1270", "01270"),
        (numbers.pirt, "2063510-0100-0127", "206351001000127"),
    ],
)
def test_reads_cells_as_people_write_them(parse, text, value):
    assert parse(text) == value


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parsing.price, "0"),
        (parsing.price, "-5000"),
        (parsing.price, "15.00"),
        (parsing.grams, "1.250 kg"),
        (parsing.grams, "0"),
        (parsing.grams, "600 kg"),
        (parsing.day, "31/02/2027"),
        (parsing.pieces, "-1"),
        (parsing.pieces, "2000000"),
        (parsing.halal, "mungkin"),
        (numbers.nib, "123"),
        (numbers.kbli_version, "2019"),
        (parsing.code, "../x"),
    ],
)
def test_refuses_what_could_be_read_in_two_ways(parse, text):
    with pytest.raises(DomainError):
        parse(text)
