"""Our own compiler of translations gives what gettext reads."""

import gettext
import io

import pytest

from erp.kernel.runtime.messages import compiled

SOURCE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

#: modules/sales/errors.py:12
msgid "Not possible in the present state"
msgstr "ทำไม่ได้ในสถานะ"
"ปัจจุบัน"

msgctxt "button"
msgid "Pay"
msgstr "ชำระเงิน"

#, python-format
msgid "%(count)d order"
msgid_plural "%(count)d orders"
msgstr[0] "%(count)d รายการ"

#, fuzzy
msgid "Guess"
msgstr "เดา"

msgid "Untranslated"
msgstr ""
"""


def test_compiled_catalogue_is_read_by_gettext():
    catalogue = gettext.GNUTranslations(io.BytesIO(compiled(SOURCE)))
    assert catalogue.gettext("Not possible in the present state") == "ทำไม่ได้ในสถานะปัจจุบัน"
    assert catalogue.pgettext("button", "Pay") == "ชำระเงิน"
    assert catalogue.ngettext("%(count)d order", "%(count)d orders", 3) == "%(count)d รายการ"
    assert catalogue.gettext("Guess") == "Guess"
    assert catalogue.gettext("Untranslated") == "Untranslated"


def test_entries_that_run_together_are_refused():
    with pytest.raises(ValueError, match="two entries"):
        compiled('msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n')
