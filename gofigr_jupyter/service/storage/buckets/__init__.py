"""Buckets: bytes by content hash in an object store that speaks S3.

`address` says where a bucket is and with which key; `bucket` keeps blobs there. boto3 comes with
the extra `s3` and is imported by the first bucket that is opened.
"""
