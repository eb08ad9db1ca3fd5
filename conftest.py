"""Fixtures shared by every test live in `erp.kernel.testing`."""

pytest_plugins = ["erp.kernel.testing.database", "erp.kernel.testing.fixtures", "erp.kernel.testing.s3"]
