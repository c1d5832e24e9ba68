#!/usr/bin/env bash
# Measures cached hits of Skerry against nginx's on this machine: CPU seconds of the server's
# processes per 100,000 requests, requests/s, latency and resident memory, in interleaved rounds.
#
#   loadtest/against-nginx.sh [--rounds N] [--seconds S] [--at-most RATIO] [--edge skerry|nginx]
#
#   --rounds N        rounds in which each server is measured once per case (default 3)
#   --seconds S       length of one measurement, after a warm-up that is not counted (default 8)
#   --at-most RATIO   exit 1 when a case costs more than RATIO times nginx's CPU
#   --edge nginx      measures nginx against nginx: how far the ratio may be from 1 by chance
#
# The server has core 0 (one event loop, one worker), wrk core 1, with 64 keep-alive connections. The
# origin is stopped before anything is measured: what is answered comes from the cache.
# Needs bash, nginx, wrk, curl and taskset (loadtest/install-peers.sh); as root it uses a network
# namespace of its own, where no packet scheduler of the host paces loopback.
set -euo pipefail
export LC_ALL=C PATH=$PATH:/usr/sbin

root=$(cd "$(dirname "$0")/.." && pwd -P)
rounds=3 seconds=8 at_most='' edge=skerry connections=64 warm_up=2 first_warm_up=8
arguments=("$@")
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    --at-most) at_most=$2; shift 2 ;;
    --edge) edge=$2; shift 2 ;;
    *) sed -n '2,/^set /s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
  esac
done
for tool in nginx wrk curl taskset awk; do
  command -v $tool >/dev/null || { echo "$tool is missing: run loadtest/install-peers.sh" >&2; exit 69; }
done
[ "$(nproc)" -ge 2 ] || { echo "needs two cores" >&2; exit 69; }

# Whatever is not built is built before anything is measured, and outside the namespace.
if [ "$edge" = skerry ]; then
  "$root/skerry" --help >/dev/null
fi
network=host
if [ -n "${SKERRY_LOADTEST_NETWORK:-}" ]; then
  ip link set lo up
  # The host's algorithm would be inherited, and BBR paces loopback.
  sysctl -q net.ipv4.tcp_congestion_control=reno
  network=$SKERRY_LOADTEST_NETWORK
elif [ "$(id -u)" = 0 ] && command -v ip >/dev/null && unshare --net true 2>/dev/null; then
  exec env SKERRY_LOADTEST_NETWORK=namespace unshare --net "$0" "${arguments[@]+"${arguments[@]}"}"
fi

shared=/dev/shm
[ -w $shared ] || shared=${TMPDIR:-/tmp}
work=$(mktemp -d "$shared/skerry-loadtest.XXXXXX")
groups=()
stop_all() {
  for group in "${groups[@]+"${groups[@]}"}"; do
    kill -TERM -- "-$group" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop_all EXIT

# Starts a command as a process group of its own on these cores; the group's number is in $group.
start() {
  local cores=$1 name=$2
  shift 2
  setsid taskset -c "$cores" "$@" >"$work/$name.log" 2>&1 </dev/null &
  group=$!
  groups+=("$group")
}

answers() {
  for _ in $(seq 300); do
    curl -sf -o /dev/null "$1" && return
    sleep 0.1
  done
  echo "nothing answers at $1:" >&2
  tail -n 20 "$work"/*.log >&2
  exit 70
}

nginx_conf() { # name, then the http block's content on standard input
  mkdir -p "$work/$1"
  cat >"$work/$1.conf" <<CONF
user $(id -un);
daemon off;
worker_processes 1;
pid $work/$1/pid;
error_log $work/$1/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on; # head and content in one segment: a sixth less CPU for small ones
  tcp_nodelay on;
  keepalive_timeout 300s;
  keepalive_requests 1000000000;
  open_file_cache max=1000 inactive=1h;
  open_file_cache_valid 1h;
  default_type application/octet-stream;
  client_body_temp_path $work/$1/body;
  proxy_temp_path $work/$1/proxy;
  fastcgi_temp_path $work/$1/fastcgi;
  uwsgi_temp_path $work/$1/uwsgi;
  scgi_temp_path $work/$1/scgi;
$(cat)
}
CONF
}

origin_port=18100
declare -A port=([nginx]=18101 [edge]=18102) of=()
mkdir "$work/files"
head -c 1024 /dev/urandom >"$work/files/1k"
head -c 10240 /dev/urandom >"$work/files/10k"

nginx_conf origin <<CONF
  server {
    listen 127.0.0.1:$origin_port;
    root $work/files;
    add_header Cache-Control "max-age=86400";
  }
CONF
proxy_conf() {
  nginx_conf "$1" <<CONF
  proxy_cache_path $work/$1/cache levels=1:2 keys_zone=hits:8m max_size=100m inactive=1h use_temp_path=off;
  server {
    listen 127.0.0.1:$2;
    location / {
      proxy_pass http://127.0.0.1:$origin_port;
      proxy_cache hits;
    }
  }
CONF
}
start_nginx() {
  start "$1" "$2" nginx -p "$work/$2" -e "$work/$2/error.log" -c "$work/$2.conf"
}

start_nginx 1 origin
origin=$group
proxy_conf nginx "${port[nginx]}"
start_nginx 0 nginx
of[nginx]=$group
if [ "$edge" = nginx ]; then
  proxy_conf edge "${port[edge]}"
  start_nginx 0 edge
else
  cat >"$work/edge.json" <<CONF
{"sites": [{"hosts": "*", "origin": "http://127.0.0.1:$origin_port"}], "access-log": {"format": "none"}}
CONF
  start 0 edge "$root/skerry" run --config "$work/edge.json" \
    --listen "127.0.0.1:${port[edge]}" --listen-tls 127.0.0.1:0 --admin 127.0.0.1:0 \
    --data "$work/data"
fi
of[edge]=$group

for server in nginx edge; do
  for case in 1k 10k; do
    url=http://127.0.0.1:${port[$server]}/$case
    answers "$url"
    curl -sf "$url" | cmp - "$work/files/$case"
  done
done
kill -TERM -- "-$origin"

# CPU ticks, and kilobytes of resident memory, of all processes of a group (proc(5)).
ticks() {
  cat /proc/[0-9]*/stat 2>/dev/null |
    awk -v group="$1" '{ sub(/^.*\) /, ""); if ($3 == group) sum += $12 + $13 } END { print sum + 0 }'
}
resident() {
  for stat in /proc/[0-9]*/stat; do
    awk -v group="$1" '{ pid = $1; sub(/^.*\) /, ""); if ($3 == group) print pid }' "$stat" 2>/dev/null || true
  done | while read -r pid; do
    awk '/^VmRSS:/ { print $2 }' "/proc/$pid/status" 2>/dev/null || true
  done | awk '{ sum += $1 } END { print sum + 0 }'
}

load() { # url, seconds
  taskset -c 1 wrk --threads 1 --connections $connections --duration "${2}s" --latency "$1"
}

hertz=$(getconf CLK_TCK)
measure() { # server, case: one line "server case cpu_per_100k rps p50_ms p99_ms rss_kb" into the results
  local url=http://127.0.0.1:${port[$1]}/$2 before after
  load "$url" $warm_up >/dev/null
  before=$(ticks "${of[$1]}")
  load "$url" "$seconds" >"$work/wrk"
  after=$(ticks "${of[$1]}")
  if grep -E 'Non-2xx|Socket errors' "$work/wrk" >&2; then
    echo "$1 did not answer everything from its cache" >&2
    exit 70
  fi
  awk -v server="$1" -v size="$2" -v ticks=$((after - before)) -v hertz="$hertz" -v rss="$(resident "${of[$1]}")" '
    function ms(text) {
      if (text ~ /us$/) return text / 1000
      if (text ~ /ms$/) return text + 0
      return text * 1000
    }
    $1 == "50%" { p50 = ms($2) }
    $1 == "99%" { p99 = ms($2) }
    /requests in/ { requests = $1 }
    /^Requests\/sec:/ { rps = $2 }
    END { printf "%s %s %.4f %.0f %.3f %.3f %d\n", server, size, ticks / hertz / requests * 100000, rps, p50, p99, rss }
  ' "$work/wrk" | tee -a "$work/measured" | awk '{ printf "  %-6s %-4s %.3f CPU s per 100k, %d/s, p50 %.3f ms, p99 %.3f ms, %d MB\n", $1, $2, $3, $4, $5, $6, $7 / 1024 }'
}

echo "warming up"
for server in nginx edge; do
  for case in 1k 10k; do
    load "http://127.0.0.1:${port[$server]}/$case" $first_warm_up >/dev/null
  done
done
for round in $(seq "$rounds"); do
  echo "round $round of $rounds"
  for case in 1k 10k; do
    # The order changes from round to round, so that neither is always the first.
    if [ $((round % 2)) = 1 ]; then order='nginx edge'; else order='edge nginx'; fi
    for server in $order; do
      measure "$server" "$case"
    done
  done
done

first_line() { "$@" 2>&1 | head -n 1 | tr -d '"\\' || true; }
edge_version=$edge
[ "$edge" = skerry ] && edge_version="skerry $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)"
mkdir -p "$root/loadtest/results"
result=$root/loadtest/results/against-nginx-$(date -u +%Y%m%d-%H%M%S).json
awk -v edge="$edge_version" \
  -v commit="$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)" \
  -v dirty="$(git -C "$root" status --porcelain 2>/dev/null | head -c 1)" \
  -v date="$(date -u +%Y-%m-%dT%H:%M:%SZ)" -v kernel="$(uname -sr)" \
  -v cpu="$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)" -v cores="$(nproc)" \
  -v memory="$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)" \
  -v nginx="$(first_line nginx -v)" -v wrk="$(first_line wrk -v)" -v network="$network" \
  -v rounds="$rounds" -v seconds="$seconds" -v connections="$connections" -v at_most="$at_most" \
  -v json="$result" '
  { n = ++count[$1, $2]; for (i = 3; i <= 7; i++) value[$1, $2, i, n] = $i }
  function sorted(server, kind, field,   i, j, x) {
    size = count[server, kind]
    for (i = 1; i <= size; i++) list[i] = value[server, kind, field, i] + 0
    for (i = 2; i <= size; i++) {
      x = list[i]
      for (j = i - 1; j >= 1 && list[j] > x; j--) list[j + 1] = list[j]
      list[j + 1] = x
    }
  }
  function median(server, kind, field) {
    sorted(server, kind, field)
    return size % 2 ? list[(size + 1) / 2] : (list[size / 2] + list[size / 2 + 1]) / 2
  }
  function object(server, kind, field,   m) {
    m = median(server, kind, field)
    return sprintf("{\"median\": %s, \"min\": %s, \"max\": %s}", m, list[1], list[size])
  }
  function cell(server, kind, field, format,   m) {
    m = median(server, kind, field)
    return sprintf(format " (" format "–" format ")", m, list[1], list[size])
  }
  END {
    split("cpu_seconds_per_100k requests_per_second p50_ms p99_ms resident_kb", name, " ")
    printf "{\n  \"what\": \"hits from the cache over keep-alive\",\n  \"date\": \"%s\",\n", date > json
    printf "  \"machine\": {\"cpu\": \"%s\", \"cores\": %d, \"memory_mb\": %d, \"kernel\": \"%s\", \"network\": \"%s\"},\n", cpu, cores, memory, kernel, network > json
    printf "  \"versions\": {\"edge\": \"%s\", \"nginx\": \"%s\", \"wrk\": \"%s\"},\n", edge, nginx, wrk > json
    printf "  \"commit\": \"%s\", \"uncommitted_changes\": %s,\n", commit, (dirty ? "true" : "false") > json
    printf "  \"load\": {\"connections\": %d, \"rounds\": %d, \"seconds\": %d},\n  \"cases\": [\n", connections, rounds, seconds > json
    printf "\nCPU s per 100,000 requests, median (min–max):\n"
    split("1k 10k", kinds, " ")
    for (c = 1; c <= 2; c++) {
      kind = kinds[c]
      ratio = median("edge", kind, 3) / median("nginx", kind, 3)
      printf "    {\"case\": \"%s\", \"cpu_ratio_to_nginx\": %.3f", kind, ratio > json
      for (s = 1; s <= 2; s++) {
        server = s == 1 ? "nginx" : "edge"
        printf ",\n     \"%s\": {", server > json
        for (i = 3; i <= 7; i++) printf "%s\"%s\": %s", (i == 3 ? "" : ", "), name[i - 2], object(server, kind, i) > json
        printf "}" > json
      }
      printf "}%s\n", (c < 2 ? "," : "") > json
      printf "  %-4s nginx %s, edge %s, ratio %.2f\n", kind, cell("nginx", kind, 3, "%.3f"), cell("edge", kind, 3, "%.3f"), ratio
      printf "       requests/s nginx %s, edge %s\n", cell("nginx", kind, 4, "%d"), cell("edge", kind, 4, "%d")
      printf "       p99 ms nginx %s, edge %s\n", cell("nginx", kind, 6, "%.2f"), cell("edge", kind, 6, "%.2f")
      if (at_most != "" && ratio > at_most + 0) bad = 1
    }
    printf "  ]\n}\n" > json
    printf "written to %s\n", json
    if (bad) { printf "more than %s times nginx\n", at_most; exit 1 }
  }' "$work/measured"
