"""The S3-compatible store. Signature version 4 and path style: every such server understands them."""

from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore.client import Config
from botocore.exceptions import ClientError
from django.conf import settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_CONFIG = Config(
    signature_version="s3v4",
    s3={"addressing_style": "path"},
    connect_timeout=3,
    read_timeout=30,
    retries={"max_attempts": 3, "mode": "standard"},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


def inside() -> "S3Client":
    """The client of workers: they reach the store by its inner address."""
    return _client(settings.S3["endpoint_url"], settings.S3["access_key"], settings.S3["secret_key"])


def outside() -> "S3Client":
    """The client that signs addresses for browsers. It never opens a connection."""
    return _client(settings.S3["public_url"], settings.S3["access_key"], settings.S3["secret_key"])


@cache
def _client(endpoint: str, access_key: str, secret_key: str) -> "S3Client":
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        region_name="us-east-1",
        config=_CONFIG,
    )


def bucket() -> str:
    """The one bucket."""
    name: str = settings.S3["bucket"]
    return name


def prepare_store() -> None:
    """Make the bucket where it is missing and let browsers write to it. Servers without CORS rules answer for it."""
    client = inside()
    try:
        client.head_bucket(Bucket=bucket())
    except ClientError:
        client.create_bucket(Bucket=bucket())
    rules: Any = {
        "CORSRules": [
            {
                "AllowedMethods": ["GET", "PUT", "HEAD"],
                "AllowedOrigins": ["*"],
                "AllowedHeaders": ["*"],
                "ExposeHeaders": ["ETag"],
                "MaxAgeSeconds": 3600,
            }
        ]
    }
    try:
        client.put_bucket_cors(Bucket=bucket(), CORSConfiguration=rules)
    except ClientError:
        pass  # nanio has no such call; the runtime puts a CORS layer before it


def is_missing(error: ClientError) -> bool:
    """Whether the store says that there is no such object."""
    return error.response.get("Error", {}).get("Code") in {"404", "NoSuchKey", "NotFound"}
