#!/bin/sh
# Installs the clients of the object API as published (npm ci), once per package-lock.json.
# Where there is no node the tests that need them are skipped, and say so.
set -eu
cd "$(dirname "$0")"
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "object-clients: no node or npm on the path, so the tests with them will be skipped"
  exit 0
fi
if cmp -s package-lock.json node_modules/.installed-from; then
  exit 0
fi
npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
cp package-lock.json node_modules/.installed-from
