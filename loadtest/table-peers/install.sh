#!/bin/sh
# Brings the emulators of DynamoDB that `skerry bench tables` measures beside Skerry: dynalite by npm,
# DynamoDB Local by Maven, both into folders that git ignores. Needs node, npm and Maven.
set -eu
cd "$(dirname "$0")"
(cd dynalite && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error)
mvn -q -B -f dynamodb-local.xml dependency:copy-dependencies -DoutputDirectory="$PWD/../target/dynamodb-local"
mkdir -p ../target/dynamodb-local/native
for archive in ../target/dynamodb-local/sqlite4java-*linux*.so ../target/dynamodb-local/libsqlite4java*.so; do
  [ ! -e "$archive" ] || cp "$archive" ../target/dynamodb-local/native/
done
