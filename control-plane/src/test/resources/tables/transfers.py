"""Exports a table while it is written, imports the export beside it, and compares."""
import base64
import hashlib
import json
import sys
import threading
import time
from decimal import Decimal

import boto3
from boto3.dynamodb.types import TypeSerializer

url = sys.argv[1]
ddb = boto3.client("dynamodb", endpoint_url=url, region_name="us-east-1")
s3 = boto3.client("s3", endpoint_url=url, region_name="us-east-1")
keys = dict(
    AttributeDefinitions=[{"AttributeName": "h", "AttributeType": "S"}],
    KeySchema=[{"AttributeName": "h", "KeyType": "HASH"}],
    BillingMode="PAY_PER_REQUEST",
)
s3.create_bucket(Bucket="box")
table = ddb.create_table(TableName="things", **keys)["TableDescription"]["TableArn"]
ddb.update_continuous_backups(
    TableName="things", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
)
to_wire = TypeSerializer().serialize
fixed = {}
for i in range(300):
    item = {
        "h": f"fixed {i}",
        "n": Decimal(i) / 7,
        "b": bytes([i % 256, 0, 255]),
        "l": [True, None, {"ü": "\u2028"}],
        "s": {"a", "b", str(i)},
        "x": "y" * (i * 100),
    }
    item["n"] = round(item["n"], 10)
    fixed[item["h"]] = {name: to_wire(value) for name, value in item.items()}
    ddb.put_item(TableName="things", Item=fixed[item["h"]])

stop = threading.Event()
began = threading.Event()


def write():
    n = 0
    while not stop.is_set():
        n += 1
        ddb.transact_write_items(
            TransactItems=[
                {"Put": {"TableName": "things", "Item": {"h": {"S": h}, "n": {"N": str(n)}}}}
                for h in ("left", "right")
            ]
        )
        began.set()


def done(describe):
    while True:
        description = describe()
        status = description.get("ExportStatus") or description.get("ImportStatus")
        if status != "IN_PROGRESS":
            assert status == "COMPLETED", description
            return description
        time.sleep(0.05)


def scan(name):
    pages = ddb.get_paginator("scan").paginate(TableName=name, ConsistentRead=True)
    return {item["h"]["S"]: item for page in pages for item in page["Items"]}


def normal(item):
    return {k: {t: sorted(v) if t == "SS" else v for t, v in w.items()} for k, w in item.items()}


writer = threading.Thread(target=write)
writer.start()
began.wait(60)
arn = ddb.export_table_to_point_in_time(TableArn=table, S3Bucket="box", S3Prefix="p")[
    "ExportDescription"
]["ExportArn"]
export = done(lambda: ddb.describe_export(ExportArn=arn)["ExportDescription"])
stop.set()
writer.join()
assert export["ItemCount"] == 302, export
folder = export["ExportManifest"].rsplit("/", 1)[0]
imported = ddb.import_table(
    S3BucketSource={"S3Bucket": "box", "S3KeyPrefix": folder + "/data/"},
    InputFormat="DYNAMODB_JSON",
    InputCompressionType="GZIP",
    TableCreationParameters={"TableName": "copy", **keys},
)["ImportTableDescription"]["ImportArn"]
counts = done(lambda: ddb.describe_import(ImportArn=imported)["ImportTableDescription"])
assert counts["ImportedItemCount"] == 302 and counts["ErrorCount"] == 0, counts
copy = scan("copy")
left, right = copy.pop("left"), copy.pop("right")
assert left["n"] == right["n"], (left, right)
kept = scan("things")
assert copy.keys() == fixed.keys()
assert {h: normal(i) for h, i in copy.items()} == {h: normal(kept[h]) for h in fixed}


def failure(describe):
    while True:
        description = describe()
        if "FailureCode" in description:
            assert description.get("ExportStatus", description.get("ImportStatus")) == "FAILED"
            return description["FailureCode"]
        time.sleep(0.05)


def export_failure(**more):
    arn = ddb.export_table_to_point_in_time(TableArn=table, **more)["ExportDescription"]["ExportArn"]
    return failure(lambda: ddb.describe_export(ExportArn=arn)["ExportDescription"])


def import_failure(bucket):
    arn = ddb.import_table(
        S3BucketSource={"S3Bucket": bucket},
        InputFormat="CSV",
        TableCreationParameters={"TableName": "never", **keys},
    )["ImportTableDescription"]["ImportArn"]
    code = failure(lambda: ddb.describe_import(ImportArn=arn)["ImportTableDescription"])
    ddb.get_waiter("table_not_exists").wait(TableName="never")
    return code


assert export_failure(S3Bucket="nothing") == "S3NoSuchBucket"
assert export_failure(S3Bucket="box", S3BucketOwner="999999999999") == "S3AccessDenied"
assert import_failure("nothing") == "S3NoSuchBucket"
s3.create_bucket(Bucket="shut")
assert import_failure("shut") == "S3NoSuchKey"
s3.put_object(Bucket="shut", Key="a.csv", Body=b"h\na\n")
policy = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["s3:PutObject", "s3:GetObject"],
            "Resource": "arn:aws:s3:::shut/*",
        }
    ],
}
s3.put_bucket_policy(Bucket="shut", Policy=json.dumps(policy))
assert export_failure(S3Bucket="shut") == "S3AccessDenied"
assert import_failure("shut") == "S3AccessDenied"
for name in ("manifest-files", "manifest-summary"):
    written = s3.get_object(Bucket="box", Key=f"{folder}/{name}.json")["Body"].read()
    md5 = s3.get_object(Bucket="box", Key=f"{folder}/{name}.md5")["Body"].read()
    assert base64.b64decode(md5) == hashlib.md5(written).digest(), name
assert len(ddb.list_exports(TableArn=table)["ExportSummaries"]) == 4
