#!/bin/sh
# Starts DynamoDB Local with its items in memory: dynamodb-local.sh PORT FOLDER
set -eu
libraries=$(cd "$(dirname "$0")/.." && pwd -P)/target/dynamodb-local
if [ ! -d "$libraries" ]; then
  echo 'DynamoDB Local is not installed; see loadtest/table-peers/install.sh' >&2
  exit 69
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.library.path="$libraries/native" -cp "$libraries/*" \
  com.amazonaws.services.dynamodbv2.local.main.ServerRunner -inMemory -disableTelemetry -port "$1"
