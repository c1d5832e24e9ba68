#!/bin/sh
# Brings the emulators of S3 that `skerry bench objects` measures beside Skerry: S3Mock and S3Proxy, each as the one
# jar that its makers publish, by Maven, into a folder that git ignores. nginx is brought by loadtest/install-peers.sh.
set -eu
cd "$(dirname "$0")"
mvn -q -B -f object-peers.xml org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies \
  -Dmdep.stripVersion=true -DoutputDirectory="$PWD/../target/object-peers"
