#!/bin/sh
# Starts dynalite with its items in memory: dynalite.sh PORT FOLDER
set -eu
home=$(cd "$(dirname "$0")" && pwd -P)
if [ ! -d "$home/dynalite/node_modules" ]; then
  echo 'dynalite is not installed; see loadtest/table-peers/install.sh' >&2
  exit 69
fi
exec node "$home/dynalite/node_modules/dynalite/cli.js" --port "$1" --createTableMs 10
