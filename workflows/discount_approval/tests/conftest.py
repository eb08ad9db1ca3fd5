"""An open till with goods."""

from modules.catalog.tests.conftest import product_of
from modules.sales.tests.conftest import till

__all__ = ["product_of", "till"]
