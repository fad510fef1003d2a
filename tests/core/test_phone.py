import pytest

from rumah.core.errors import DomainError
from rumah.core.phone import format_phone, mask_phone, parse_phone, whatsapp_link


@pytest.mark.parametrize(
    "text", ["081234567890", "+62 812-3456-7890", "6281234567890", "0812 3456 7890", "81234567890"]
)
def test_reads_what_people_write(text: str) -> None:
    assert parse_phone(text, mobile=True) == "+6281234567890"


@pytest.mark.parametrize(
    "text", ["", "0812", "+1 202 555 0100", "halo", "0812345678901234567", "０８１２３４５６７８９０"]
)
def test_refuses_what_is_no_indonesian_number(text: str) -> None:
    with pytest.raises(DomainError):
        parse_phone(text)


def test_a_fixed_line_is_a_phone_but_no_mobile() -> None:
    assert parse_phone("0333 412345") == "+62333412345"
    with pytest.raises(DomainError):
        parse_phone("0333 412345", mobile=True)


def test_writes_it_for_people_and_for_whatsapp() -> None:
    assert format_phone("+6281234567890") == "0812-3456-7890"
    assert mask_phone("+6281234567890") == "0812-****-7890"
    assert whatsapp_link("+6281234567890", "Halo, P-1?") == "https://wa.me/6281234567890?text=Halo%2C%20P-1%3F"
