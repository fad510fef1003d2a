from datetime import date

import pytest

from rumah.registry.rules import (
    Facts,
    Severity,
    check_all,
    check_nib,
    check_nik,
    check_npwp,
    check_phone,
    check_village,
    digits,
)

TODAY = date(2026, 11, 24)
GOOD = "3510161708850001"


@pytest.mark.parametrize(
    ("nik", "codes"),
    [
        (GOOD, []),
        ("3510 1617-0885.0001", []),
        ("3510165708850001", []),  # a woman born on the 17th
        ("3510164108850001", []),
        ("3510167108850001", []),
        ("3510162902000001", []),  # 2000 was a leap year, 1900 was none
        ("3510162902010001", ["nik.birth"]),
        ("3510162411260001", []),  # today, in this century
        ("3510162511260001", []),  # tomorrow: then it was 1926
        ("3510160008850001", ["nik.birth"]),
        ("3510164008850001", ["nik.birth"]),
        ("3510163208850001", ["nik.birth"]),
        ("3510167208850001", ["nik.birth"]),
        ("3510163104850001", ["nik.birth"]),
        ("3510161713850001", ["nik.birth"]),
        ("3510161700850001", ["nik.birth"]),
        ("3510161708850000", ["nik.serial"]),
        ("3510160008850000", ["nik.birth", "nik.serial"]),
        ("0010161708850001", ["nik.province"]),
        ("3599161708850001", ["nik.regency"]),
        ("3510991708850001", ["nik.district"]),
        ("351016170885000", ["nik.length"]),
        ("35101617088500011", ["nik.length"]),
        ("35101617088500O1", ["nik.length"]),
        ("３５１０１６１７０８８５０００１", ["nik.length"]),
        ("", ["nik.length"]),
        ("²510161708850001", ["nik.length"]),
    ],
)
def test_nik(nik: str, codes: list[str]) -> None:
    assert [one.code for one in check_nik(nik, today=TODAY)] == codes


def test_what_may_be_right_is_a_warning_only() -> None:
    severities = {
        one.code: one.severity
        for number in ("3510991708850001", "3599161708850001", "0010160008850000")
        for one in check_nik(number, today=TODAY)
    }
    assert severities == {
        "nik.district": Severity.WARNING, "nik.regency": Severity.WARNING, "nik.province": Severity.ERROR,
        "nik.birth": Severity.ERROR, "nik.serial": Severity.ERROR,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("npwp", "codes"),
    [
        ("01.234.567.8-901.000", []),
        ("0012345678901000", []),
        (GOOD, []),
        ("3510160008850001", ["npwp.nik"]),
        ("12345678901234", ["npwp.length"]),
        ("12345678901234567", ["npwp.length"]),
        ("000000000000000", ["npwp.same"]),
        ("1111111111111111", ["npwp.same"]),
        ("01234567890123A", ["npwp.length"]),
    ],
)
def test_npwp(npwp: str, codes: list[str]) -> None:
    assert [one.code for one in check_npwp(npwp, today=TODAY)] == codes


def test_nib() -> None:
    assert check_nib("1234567890123") == []
    assert [one.code for one in check_nib("123456789012")] == ["nib.length"]
    assert [one.code for one in check_nib("12345678901234")] == ["nib.length"]
    assert [one.code for one in check_nib("0000000000000")] == ["nib.same"]


@pytest.mark.parametrize(
    ("code", "codes"),
    [
        ("35.10.16.1014", []),
        ("35.09.01.2001", ["region_code.outside"]),
        ("35.10.16", ["region_code.village"]),
        ("35.10.16.9999", ["region_code.village"]),
        ("", ["region_code.village"]),
        ("a.b.c.d", ["region_code.village"]),
    ],
)
def test_village(code: str, codes: list[str]) -> None:
    assert [one.code for one in check_village(code, regency="35.10")] == codes


def test_phone() -> None:
    assert check_phone("0812 3456 7890") == []
    assert [(one.code, one.severity) for one in check_phone("0333 421234")] == [("phone.mobile", Severity.WARNING)]
    assert [(one.code, one.severity) for one in check_phone("12")] == [("phone.number", Severity.ERROR)]


def test_all_of_a_business_errors_first() -> None:
    bare = Facts(phone="+6281234567890", region_code="35.10.16.1014")
    assert [one.code for one in check_all(bare, today=TODAY, regency="35.10")] == [
        "nik.missing", "nib.missing", "address.missing",
    ]  # fmt: skip
    whole = Facts(
        phone="+6281234567890", region_code="35.10.16.1014", address="Jalan 1", nibs=["1234567890123"], nik=GOOD,
        npwp="012345678901000",
    )  # fmt: skip
    assert check_all(whole, today=TODAY, regency="35.10") == []
    wrong = Facts(phone="1", region_code="35.09.01.2001", address=" ", nibs=["1"], nik="1", npwp="1")
    assert [one.code for one in check_all(wrong, today=TODAY, regency="35.10")] == [
        "phone.number", "nib.length", "nik.length", "npwp.length", "region_code.outside", "address.missing",
    ]  # fmt: skip


def test_no_finding_repeats_the_number() -> None:
    for number in ("3510160008850000", "3510991708850001", "99999"):
        for one in (*check_nik(number, today=TODAY), *check_npwp(number, today=TODAY), *check_nib(number)):
            assert number not in f"{one}"


def test_digits_drop_what_people_write_between() -> None:
    assert digits(" 01.234/567-8–901 ") == "012345678901"
