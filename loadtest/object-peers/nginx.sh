#!/bin/sh
# Starts nginx, which sends the files below FOLDER/files: nginx.sh PORT FOLDER
set -eu
PATH=$PATH:/usr/sbin
if ! command -v nginx >/dev/null 2>&1; then
  echo 'nginx is not installed; see loadtest/install-peers.sh' >&2
  exit 69
fi
cat >"$2/nginx.conf" <<EOF
user $(id -un);
daemon off;
worker_processes 1;
pid $2/pid;
error_log $2/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  open_file_cache max=10000 inactive=1h;
  default_type application/octet-stream;
  client_body_temp_path $2/body;
  proxy_temp_path $2/proxy;
  fastcgi_temp_path $2/fastcgi;
  uwsgi_temp_path $2/uwsgi;
  scgi_temp_path $2/scgi;
  server {
    listen 127.0.0.1:$1;
    root $2/files;
  }
}
EOF
exec nginx -p "$2" -e "$2/error.log" -c "$2/nginx.conf"
