"""The embedded S3 server: `nanio` behind a CORS layer, since browsers put photos there straight.

`python -m erp.kernel.runtime.s3` runs it; settings come by the environment.
"""

import logging
import os
from pathlib import Path

import uvicorn
from nanio.app import build_app
from nanio.auth.credentials import StaticCredentialResolver
from nanio.config import Settings
from nanio.errors import BucketAlreadyOwnedByYou
from nanio.storage.filesystem import FilesystemStorage
from starlette.middleware.cors import CORSMiddleware


def main() -> None:
    """Serve one bucket. Anonymous, tampered and expired requests are refused by nanio's signature check."""
    logging.basicConfig(level=logging.WARNING)
    folder = Path(os.environ["S3_FOLDER"])
    port = int(os.environ["S3_PORT"])
    try:
        FilesystemStorage(folder).create_bucket(os.environ["S3_BUCKET"])
    except BucketAlreadyOwnedByYou:
        pass
    keys = StaticCredentialResolver({os.environ["S3_ACCESS_KEY"]: os.environ["S3_SECRET_KEY"]})
    store = build_app(Settings(data_dir=folder, port=port, credentials=keys, access_log=False))
    application = CORSMiddleware(
        store,
        allow_origins=["*"],  # what opens a door here is the signature in the address, not the page it comes from
        allow_methods=["GET", "HEAD", "PUT"],
        allow_headers=["*"],
        expose_headers=["ETag", "Content-Length"],
        max_age=3600,
    )
    uvicorn.run(application, host=os.environ["S3_HOST"], port=port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
