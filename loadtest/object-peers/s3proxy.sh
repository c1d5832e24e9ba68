#!/bin/sh
# Starts S3Proxy with its objects in files, and signatures that nobody checks: s3proxy.sh PORT FOLDER
set -eu
jar=$(cd "$(dirname "$0")/.." && pwd -P)/target/object-peers/s3proxy-jar-with-dependencies.jar
if [ ! -r "$jar" ]; then
  echo 'S3Proxy is not installed; see loadtest/object-peers/install.sh' >&2
  exit 69
fi
mkdir -p "$2/files"
cat >"$2/s3proxy.properties" <<EOF
s3proxy.authorization=none
s3proxy.endpoint=http://127.0.0.1:$1
jclouds.provider=filesystem-nio2
jclouds.filesystem.basedir=$2/files
EOF
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.io.tmpdir="$2" -jar "$jar" --properties "$2/s3proxy.properties"
