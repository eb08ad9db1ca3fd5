"""Put up a till."""

from modules.sales.models import Register


def open_register(*, branch_id: int, code: str, name: str, name_th: str = "") -> Register:
    """The register of that code in the branch, made if it is not there."""
    defaults = {"name": name, "name_th": name_th}
    return Register.objects.get_or_create(branch_id=branch_id, code=code, defaults=defaults)[0]
