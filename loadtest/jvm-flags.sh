#!/usr/bin/env bash
# Measures what JVM flags do to an edge on this machine: its start, or hits of 1 KB under load.
#
#   loadtest/jvm-flags.sh start [ROUNDS]            to "skerry ready" and to the first answer; without
#                                                   and with the AOT cache (default 5 rounds)
#   loadtest/jvm-flags.sh load [ROUNDS [SECONDS]]   CPU per request, latency, the collector's pauses and
#                                                   resident memory (default 3 rounds of 10 seconds)
#
#   FLAGS='name=-XX:… -XX:…;name=…'   what is compared under load, instead of the sets below
#
# Rounds are interleaved, figures are medians. Under load the edge has core 0 (one event loop) and wrk
# core 1, with 64 connections. Needs bash, curl, and under load wrk and taskset.
set -euo pipefail
export LC_ALL=C

root=$(cd "$(dirname "$0")/.." && pwd -P)
what=${1:-} rounds=${2:-} seconds=${3:-10}
case $what in
  start) rounds=${rounds:-5} ;;
  load) rounds=${rounds:-3} ;;
  *) sed -n '2,/^set /s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
esac
"$root/skerry" version >/dev/null # builds what is not built
work=$(mktemp -d)
edge=
trap '[ -z "$edge" ] || kill -KILL "$edge" 2>/dev/null || true; rm -rf "$work"' EXIT

if [ -n "${FLAGS:-}" ]; then
  IFS=';' read -r -a sets <<<"$FLAGS"
elif [ "$what" = start ]; then
  sets=('plain=-XX:AOTMode=off' 'AOT cache=')
else
  sets=('G1=' 'Parallel=-XX:-UseG1GC -XX:+UseParallelGC' 'Serial=-XX:-UseG1GC -XX:+UseSerialGC'
    'ZGC=-XX:-UseG1GC -XX:+UseZGC'
    'Shenandoah=-XX:-UseG1GC -XX:+UseShenandoahGC -XX:ShenandoahGCMode=generational'
    'large headers=-XX:-UseCompactObjectHeaders' 'touched=-XX:+AlwaysPreTouch -Xms1g -Xmx1g'
    'strings=-XX:+UseStringDeduplication')
fi

millis() { echo $(($(date +%s%N) / 1000000)); }
ticks() { awk '{ sub(/^.*\) /, ""); print $12 + $13 }' "/proc/$edge/stat"; }

# Starts an edge with the demo site and waits for its line; $url is where it answers.
start() { # flags, then words before the command
  local flags=$1
  shift
  rm -rf "$work/data" "$work/out"
  began=$(millis)
  printf '{"sites": [{"hosts": "*", "origin": "%s"}], "access-log": {"format": "none"}}' "$origin" >"$work/edge.json"
  SKERRY_JAVA_OPTS="$flags" "$@" "$root/skerry" run ${origin:+--config "$work/edge.json"} --listen 127.0.0.1:0 \
    --admin 127.0.0.1:0 --data "$work/data" >"$work/out" 2>"$work/err" </dev/null &
  edge=$!
  until grep -q '^skerry ready' "$work/out" 2>/dev/null; do
    kill -0 $edge 2>/dev/null || { cat "$work/err" >&2; exit 70; }
    sleep 0.01
  done
  ready=$(millis)
  url=$(sed -n 's/^skerry ready: edge \([^ ]*\).*/\1/p' "$work/out")
}
stop() {
  kill -TERM $edge
  wait $edge || true
  edge=
}

origin=
if [ "$what" = start ]; then
  for ((round = 0; round < rounds; round++)); do
    for set in "${sets[@]}"; do
      start "${set#*=}"
      curl -sf -o /dev/null "$url/"
      echo "${set%%=*};$((ready - began));$(($(millis) - began));$(ticks)0" >>"$work/figures"
      stop
    done
  done
  header='ms to ready;ms to the first answer;CPU ms'
else
  mkdir "$work/files"
  head -c 1024 /dev/urandom >"$work/files/1k"
  # The origin is an edge with the demo site; what is measured is its page, from the cache.
  start '' taskset -c 1
  demo=$edge source=$url
  trap 'kill -KILL $demo ${edge:-} 2>/dev/null || true; rm -rf "$work"' EXIT
  for ((round = 0; round < rounds; round++)); do
    for set in "${sets[@]}"; do
      origin=$source
      mkdir -p "$work/data"
      start "${set#*=} -Xlog:gc*,safepoint:file=$work/gc.log" taskset -c 0
      curl -sf -o /dev/null "$url/"
      taskset -c 1 wrk -t 1 -c 64 -d "${seconds}s" "$url/" >/dev/null
      : >"$work/gc.log"
      before=$(ticks)
      taskset -c 1 wrk -t 1 -c 64 -d "${seconds}s" --latency "$url/" >"$work/wrk"
      after=$(ticks)
      rss=$(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$edge/status")
      pause=$(sed -n 's/.* \([0-9.]*\)ms$/\1/p' <(grep -a Pause "$work/gc.log") | sort -g | tail -n 1)
      awk -v name="${set%%=*}" -v ticks=$((after - before)) -v pause="${pause:-0}" -v rss="$rss" '
        function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t * 1000 }
        $1 == "99%" { p99 = ms($2) }
        /requests in/ { n = $1 }
        /^Requests\/sec/ { rate = $2 }
        END { printf "%s;%.3f;%d;%.2f;%.2f;%d\n", name, ticks * 1000 / n, rate, p99, pause, rss }
      ' "$work/wrk" >>"$work/figures"
      stop
    done
  done
  kill -TERM $demo
  header='CPU s per 100,000;requests/s;p99 ms;longest pause ms;RSS MB'
fi

echo "| |${header//;/|}|"
echo "|---|$(sed 's/[^;]*;\{0,1\}/---|/g' <<<"$header")"
for set in "${sets[@]}"; do
  name=${set%%=*}
  printf '| %s' "$name"
  columns=$(awk -F';' -v name="$name" '$1 == name { print NF; exit }' "$work/figures")
  for ((column = 2; column <= columns; column++)); do
    awk -F';' -v name="$name" -v column=$column '$1 == name { print $column }' "$work/figures" | sort -g |
      awk '{ value[NR] = $1 } END { printf " | %s", value[int((NR + 1) / 2)] }'
  done
  echo ' |'
done
