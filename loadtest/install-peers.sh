#!/bin/sh
# Installs on Debian what the whole-system tests and `skerry bench` use besides Java and node:
# nginx (origin and peer), wrk, wget, curl, git, Chromium and its certificate tool, s3cmd and rclone; with
# --all also HAProxy, Traffic Server, Varnish and h2load.
# What is there already is left alone. Needs root; elsewhere it says what is missing.
set -eu
case ${1:-} in
  '' | --all) ;;
  *) echo 'usage: loadtest/install-peers.sh [--all]' >&2; exit 64 ;;
esac

missing=''
need() {
  PATH=$PATH:/usr/sbin command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
need nginx nginx
need wrk wrk
need wget wget
need curl curl
need git git
need s3cmd s3cmd
need rclone rclone
need chromium chromium
need certutil libnss3-tools
need openssl openssl
need taskset util-linux
need ip iproute2
if [ "${1:-}" = --all ]; then
  need haproxy haproxy
  need traffic_server trafficserver
  need varnishd varnish
  need h2load nghttp2-client
fi

if [ -z "$missing" ]; then
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
  echo "install-peers: not root on Debian, so these stay missing:$missing" >&2
  exit 0
fi
echo "install-peers: installing$missing"
export DEBIAN_FRONTEND=noninteractive
# A service that a package starts would take ports that nobody asked it to take.
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\nexit 101\n' >$policy
  chmod +x $policy
  trap 'rm -f $policy' EXIT
fi
apt-get update -qq
# shellcheck disable=SC2086 # a list of names
apt-get install -y -qq --no-install-recommends $missing >/dev/null
