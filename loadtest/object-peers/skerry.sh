#!/bin/sh
# Starts Skerry's object API: skerry.sh PORT FOLDER
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
printf '{"sites": [{"hosts": "*", "origin": "http://127.0.0.1:9"}], "access-log": {"format": "none"}}' >"$2/edge.json"
"$root/skerry" --version >/dev/null # builds what is not built
exec "$root/skerry" run --config "$2/edge.json" --api "127.0.0.1:$1" --listen 127.0.0.1:0 --admin 127.0.0.1:0 --data "$2/data"
