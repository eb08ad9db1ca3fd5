"""PromptPay payloads, checked against published ones."""

from decimal import Decimal

from modules.sales.selectors.promptpay import crc16, payload, picture


def test_crc_is_ccitt_false():
    assert crc16(b"123456789") == 0x29B1


def test_a_phone_with_an_amount_is_the_published_payload():
    expected = "00020101021229370016A000000677010111011300668999999995303764540510.005802TH6304"
    text = payload("0899999999", Decimal("10.00"))
    assert text.startswith(expected)
    assert text == f"{expected}{crc16(expected.encode()):04X}"


def test_a_tax_id_and_a_reference():
    text = payload("0105561234567", Decimal("1.50"), reference="TX-STN-01")
    assert "0213010556123456753037645404" in text
    assert "62130509TX-STN-01" in text
    assert picture(text).startswith("<svg")
