"""A job wrapper in the style of Joblayer's predecessor: boto3, one transfer after the other, no checks.

    wrapper.py download s3://bucket/key-or-prefix/ PATH
    wrapper.py upload PATH s3://bucket/key-or-prefix/
    wrapper.py job --input s3://… --output s3://… --working_dir DIR COMMAND…

A shell runs a job's COMMAND. In it, `{input}` and `{output}` stand for the local paths.
"""

import argparse
import os
import shutil
import subprocess
import uuid

import boto3


def split_s3_path(location):
    bucket, _, key = location.removeprefix("s3://").partition("/")
    return bucket, key


def download(s3, location, target):
    bucket, key = split_s3_path(location)
    if not key.endswith("/"):
        s3.download_file(bucket, key, target)
        return
    os.makedirs(target, exist_ok=True)
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=key)
    for page in pages:
        for found in page.get("Contents", []):
            name = os.path.basename(found["Key"])
            s3.download_file(bucket, found["Key"], os.path.join(target, name))


def upload(s3, source, location):
    bucket, key = split_s3_path(location)
    if not os.path.isdir(source):
        s3.upload_file(source, bucket, key)
        return
    for name in os.listdir(source):
        s3.upload_file(os.path.join(source, name), bucket, key + name)


def job(s3, args):
    working_dir = os.path.join(args.working_dir, str(uuid.uuid4()))
    os.makedirs(working_dir)
    local = {
        "input": os.path.join(working_dir, os.path.basename(args.input)),
        "output": os.path.join(working_dir, "output"),
    }
    download(s3, args.input, local["input"])
    subprocess.check_call(" ".join(args.command).format(**local), shell=True)
    upload(s3, local["output"], args.output)
    shutil.rmtree(working_dir)


def main():
    parser = argparse.ArgumentParser()
    actions = parser.add_subparsers(dest="action", required=True)
    for action in ("download", "upload"):
        transfer = actions.add_parser(action)
        transfer.add_argument("source")
        transfer.add_argument("target")
    run = actions.add_parser("job")
    run.add_argument("--input", required=True)
    run.add_argument("--output", required=True)
    run.add_argument("--working_dir", required=True)
    run.add_argument("command", nargs=argparse.REMAINDER)
    args = parser.parse_args()

    s3 = boto3.client("s3")
    if args.action == "download":
        download(s3, args.source, args.target)
    elif args.action == "upload":
        upload(s3, args.source, args.target)
    else:
        job(s3, args)


main()
