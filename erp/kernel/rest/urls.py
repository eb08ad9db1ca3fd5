"""The API's description of itself."""

from django.urls import path

from erp.kernel.rest.docs import DocsView, SchemaView

urlpatterns = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
]
