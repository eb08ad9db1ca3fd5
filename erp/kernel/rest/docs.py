"""OpenAPI and Swagger UI. Both are public: the product is open, its description holds no data."""

from typing import Any

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from erp.kernel.rest.permissions import PUBLIC, DeclaredRight


class SchemaView(SpectacularAPIView):
    """`/api/v1/schema/`."""

    permission_classes = [DeclaredRight]
    authentication_classes = []

    def rights_for(self, request: Any) -> str:
        """Anybody."""
        return PUBLIC


class DocsView(SpectacularSwaggerView):
    """`/api/v1/docs/`: Swagger UI from the sidecar's static files."""

    permission_classes = [DeclaredRight]
    authentication_classes = []
    url_name = "schema"

    def rights_for(self, request: Any) -> str:
        """Anybody."""
        return PUBLIC
