"""When a branch orders a product again."""

from decimal import Decimal

from modules.inventory.models import ReorderPoint


def set_reorder_point(*, branch_id: int, product_id: int, minimum: Decimal, target: Decimal) -> ReorderPoint:
    """Set or change it."""
    return ReorderPoint.objects.update_or_create(
        branch_id=branch_id, product_id=product_id, defaults={"minimum": minimum, "target": target}
    )[0]
