from __future__ import annotations

from datetime import timedelta
from io import StringIO

from django.core.management import call_command


def test_expire_by_hand_says_how_many_and_once(sold):
    def said(*options):
        out = StringIO()
        call_command("courses", "expire", *options, stdout=out)
        return out.getvalue().strip()

    late = (sold.valid_until + timedelta(days=1)).isoformat()
    assert said("--on", sold.valid_until.isoformat()) == "0 expired"
    assert said("--on", late) == "1 expired"
    assert said("--on", late) == "0 expired"
