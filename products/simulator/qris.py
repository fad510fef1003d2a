"""A QRIS text that nobody can pay: the shape of the standard, an invented operator, a merchant id of zeros."""

GUI = "ID.CO.SIMULASI.WWW"
NMID = "ID0000000000000"
NAME = "SIMULASI"


def qris_text(amount: int, reference: str) -> str:
    """Return the text of a dynamic code over `amount` rupiah, checksum included."""
    operator = _field("00", GUI) + _field("01", "0" * 18) + _field("02", "0" * 15) + _field("03", "UMI")
    house = _field("00", "ID.CO.QRIS.WWW") + _field("02", NMID) + _field("03", "UMI")
    text = "".join(
        (
            _field("00", "01"), _field("01", "12"), _field("26", operator), _field("51", house), _field("52", "5399"),
            _field("53", "360"), _field("54", str(amount)), _field("58", "ID"), _field("59", NAME),
            _field("60", "SIMULASI"), _field("61", "00000"), _field("62", _field("05", reference[:25])), "6304",
        )
    )  # fmt: skip
    return f"{text}{crc(text):04X}"


def crc(text: str) -> int:
    """Return the CRC-16/CCITT-FALSE of a text, as the standard asks for."""
    value = 0xFFFF
    for byte in text.encode():
        value ^= byte << 8
        for _turn in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def _field(number: str, value: str) -> str:
    return f"{number}{len(value):02d}{value}"
