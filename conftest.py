"""Fixtures shared by every test live in `erp.kernel.testing`."""

from erp.project.translations import compile_all

pytest_plugins = ["erp.kernel.testing.database", "erp.kernel.testing.fixtures", "erp.kernel.testing.s3"]

compile_all()
