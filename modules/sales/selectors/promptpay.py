"""PromptPay: the EMVCo payload of an amount, and its picture. Pure."""

import io
from decimal import Decimal

import segno

APPLICATION = "A000000677010111"
KINDS = {10: "01", 13: "02", 15: "03"}  # a phone, a tax id, an e-wallet


def payload(promptpay_id: str, amount: Decimal, *, reference: str = "") -> str:
    """A dynamic EMVCo QR: THB (764), amount, country TH, CRC-16/CCITT-FALSE over everything and `6304`."""
    account = _field("00", APPLICATION) + _field(KINDS[len(promptpay_id)], _account(promptpay_id))
    fields = [
        _field("00", "01"),
        _field("01", "12"),
        _field("29", account),
        _field("53", "764"),
        _field("54", f"{amount:.2f}"),
        _field("58", "TH"),
    ]
    if reference:
        fields.append(_field("62", _field("05", reference[:25])))
    text = "".join(fields) + "6304"
    return f"{text}{crc16(text.encode()):04X}"


def picture(text: str) -> str:
    """The payload as an SVG."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=5, border=2, xmldecl=False, svgns=True, omitsize=True)
    return out.getvalue().decode()


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE."""
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = ((value << 1) ^ 0x1021) & 0xFFFF if value & 0x8000 else (value << 1) & 0xFFFF
    return value


def _account(promptpay_id: str) -> str:
    """A phone is written with country code and thirteen digits: 0812345678 → 0066812345678."""
    return f"0066{promptpay_id[1:]}" if len(promptpay_id) == 10 else promptpay_id


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"
