"""Makes the bucket in an S3 store that is not ours: `python -m erp.kernel.runtime.bucket`."""

import os

import boto3
from botocore.client import Config
from botocore.exceptions import ClientError

THERE = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}


def main() -> None:
    """Create the bucket and let browsers put to it; a store without CORS rules of its own is left as it is."""
    client = boto3.client(
        "s3",
        endpoint_url=os.environ["S3_ENDPOINT_URL"],
        aws_access_key_id=os.environ["S3_ACCESS_KEY"],
        aws_secret_access_key=os.environ["S3_SECRET_KEY"],
        region_name=os.environ.get("S3_REGION", "us-east-1"),
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )
    bucket = os.environ["S3_BUCKET"]
    try:
        client.create_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] not in THERE:
            raise
    origin = os.environ.get("AESTHETIX_URL", "*")
    try:
        client.put_bucket_cors(
            Bucket=bucket,
            CORSConfiguration={
                "CORSRules": [
                    {
                        "AllowedOrigins": [origin],
                        "AllowedMethods": ["GET", "PUT", "HEAD"],
                        "AllowedHeaders": ["*"],
                        "ExposeHeaders": ["ETag"],
                    }
                ]
            },
        )
    except ClientError as error:
        if error.response["Error"]["Code"] not in {"NotImplemented", "MethodNotAllowed", "XNotImplemented"}:
            raise


if __name__ == "__main__":
    main()
