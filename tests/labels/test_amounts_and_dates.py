from datetime import date

import pytest

from products.labels import amounts, dates
from rumah.core.errors import DomainError


@pytest.mark.parametrize(
    ("typed", "unit", "kept", "shown"),
    [
        ("250", "g", 250_000, "250 g"),
        (" 2,5 ", "g", 2_500, "2,5 g"),
        ("2.5", "g", 2_500, "2,5 g"),
        ("1.500", "g", 1_500_000, "1500 g"),
        ("1.500,25", "ml", 1_500_250, "1500,25 ml"),
        ("1,25", "kg", 1_250_000, "1,25 kg"),
        ("0,000001", "l", 1, "0,000001 l"),
        ("1000", "kg", 1_000_000_000, "1000 kg"),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, unit: str, kept: int, shown: str) -> None:
    assert amounts.parse(typed, unit) == kept
    assert amounts.shown(kept, unit) == shown


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("dua", "g", "Tulis angka saja, misalnya 250 atau 2,5."),
        ("-3", "g", "Tulis angka saja, misalnya 250 atau 2,5."),
        ("1,2,3", "g", "Tulis angka saja, misalnya 250 atau 2,5."),
        ("٢٥", "g", "Tulis angka saja, misalnya 250 atau 2,5."),
        ("0,1234", "g", "Angka di belakang koma terlalu banyak."),
        ("0", "g", "Isi harus lebih dari nol dan paling banyak 1.000 kg atau 1.000 liter."),
        ("1001", "kg", "Isi harus lebih dari nol dan paling banyak 1.000 kg atau 1.000 liter."),
    ],
)
def test_what_is_no_amount_is_said(typed: str, unit: str, said: str) -> None:
    with pytest.raises(DomainError) as caught:
        amounts.parse(typed, unit)
    assert str(caught.value) == said


def test_dates_are_day_month_year() -> None:
    last = dates.best_before(date(2026, 11, 24), 90)
    assert last == date(2027, 2, 22)
    assert (dates.shown(last, "numbers"), dates.shown(date(2026, 8, 7), "words")) == ("22-02-2027", "7 Agu 2026")


def test_a_production_code_takes_the_day() -> None:
    assert dates.batch_of("KP[THN][BLN][TGL]-[HARI]", date(2026, 11, 4)) == "KP261104-308"
    assert dates.batch_problem("KP[THN][BLN][TGL]") == ""
    assert dates.batch_problem("KP[JAM]") == "[JAM] tidak dikenal. Pakai [TGL], [BLN], [THN], atau [HARI]."
    assert dates.batch_problem("KP[TGL") == "[TGL tidak dikenal. Pakai [TGL], [BLN], [THN], atau [HARI]."
    assert dates.batch_problem("KP]") == "Kurung siku penutup tanpa pembuka."
