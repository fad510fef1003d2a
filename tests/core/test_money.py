import pytest

from rumah.core.errors import DomainError
from rumah.core.money import format_rupiah, parse_rupiah


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("15000", 15_000),
        ("15.000", 15_000),
        ("15,000", 15_000),
        ("Rp 1.250.000", 1_250_000),
        ("rp1.250.000,00", 1_250_000),
        ("Rp. 15.000,-", 15_000),
        ("IDR 5000", 5_000),
        ("1,25 jt", 1_250_000),
        ("1.5juta", 1_500_000),
        ("25rb", 25_000),
        ("12,5 ribu", 12_500),
        (" 0 ", 0),
    ],
)
def test_reads_what_people_write(text: str, rupiah: int) -> None:
    assert parse_rupiah(text) == rupiah


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15.00",
        "15,5",
        "1_000",
        "1e3",
        "-5000",
        "NaN",
        "١٥٠٠٠",
        "１５０００",
        "1.2500",
        "0,0005 rb",
        str(2**63),
        "15.000.00",
    ],
)
def test_refuses_what_is_ambiguous(text: str) -> None:
    with pytest.raises(DomainError):
        parse_rupiah(text)


def test_writes_what_people_read() -> None:
    assert [format_rupiah(0), format_rupiah(1_250_000), format_rupiah(-5_000)] == ["Rp0", "Rp1.250.000", "-Rp5.000"]
