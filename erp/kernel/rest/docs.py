"""OpenAPI and Swagger UI. Both are public: the product is open, its description holds no data."""

from functools import cache
from typing import Any

from django.utils.translation import get_language, override
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.response import Response

from erp.kernel.rest.permissions import PUBLIC, DeclaredRight
from erp.kernel.rest.schema import KernelSchemaGenerator


@cache
def document(language: str) -> Any:
    """The whole description in one language; made once a process, since it takes seconds."""
    with override(language):
        return KernelSchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]


class SchemaView(SpectacularAPIView):
    """`/api/v1/schema/`, as YAML or with `?format=json`."""

    permission_classes = [DeclaredRight]
    authentication_classes = []

    def rights_for(self, request: Any) -> str:
        """Anybody."""
        return PUBLIC

    @extend_schema(exclude=True)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """The description in the caller's language."""
        return Response(document(get_language() or "en"))


class DocsView(SpectacularSwaggerView):
    """`/api/v1/docs/`: Swagger UI from the sidecar's static files."""

    permission_classes = [DeclaredRight]
    authentication_classes = []
    url_name = "schema"

    def rights_for(self, request: Any) -> str:
        """Anybody."""
        return PUBLIC
