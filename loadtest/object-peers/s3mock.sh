#!/bin/sh
# Starts Adobe's S3Mock with its objects in files: s3mock.sh PORT FOLDER
set -eu
jar=$(cd "$(dirname "$0")/.." && pwd -P)/target/object-peers/s3mock-exec.jar
if [ ! -r "$jar" ]; then
  echo 'S3Mock is not installed; see loadtest/object-peers/install.sh' >&2
  exit 69
fi
mkdir -p "$2/data"
COM_ADOBE_TESTING_S3MOCK_STORE_ROOT=$2/data exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.io.tmpdir="$2" -jar "$jar" \
  --http.port="$1" --server.port=0 --server.tomcat.max-keep-alive-requests=-1
