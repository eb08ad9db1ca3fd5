"""Serves the built web client: host at `/`, remotes at `/remotes/<name>/`, the API untouched."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

HASHED = re.compile(r"-[A-Za-z0-9_-]{8}\.(js|css|woff2|svg|png)$")
NOT_PAGES = ("/api/", "/assets/", "/remotes/", "/static/", "/healthz", "/readyz")


class WebClient(WhiteNoiseMiddleware):
    """WhiteNoise over `web/dist`, with the single page for every address that is not a file or the API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response, settings)
        self.page = Path(settings.WEB_DIST) / "host" / "index.html"
        if (dist := Path(settings.WEB_DIST)).is_dir():
            self.add_files(str(dist / "host"), prefix="/")
            self.add_files(str(dist / "remotes"), prefix="/remotes/")

    def immutable_file_test(self, path: str, url: str) -> bool:
        """True for what the build has named by its content."""
        return bool(HASHED.search(url))

    def add_headers_function(self, headers: Any, path: str, url: str) -> None:
        """Entry files must be asked for anew after each build."""
        if not HASHED.search(url):
            headers["Cache-Control"] = "no-cache"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = super().__call__(request)
        if response.status_code != 404 or not self._is_page(request):
            return response
        page = FileResponse(self.page.open("rb"), content_type="text/html; charset=utf-8")
        page["Cache-Control"] = "no-cache"
        return page  # type: ignore[return-value]

    def _is_page(self, request: HttpRequest) -> bool:
        return request.method in ("GET", "HEAD") and not request.path.startswith(NOT_PAGES) and self.page.exists()
