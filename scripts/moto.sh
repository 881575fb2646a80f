#!/bin/bash
# Amazon's SES as moto imitates it, for the tests: moto 5 from Debian sid, unpacked (not installed) under DIR and run by the
# machine's own python3, on a free port of 127.0.0.1.
#
#   scripts/moto.sh DIR start    prints the path of DIR/endpoint.json, to be given to the tests as PGBACKUP_TEST_MOTO
#   scripts/moto.sh DIR stop     ends what `start` started; keeps the unpacked files for the next start
#
# About 20 s and 40 MB from nothing, 2 s when unpacked already. Touches nothing outside of DIR; needs no root.
# Exit: 0 done · 3 this machine can't have it (one line on stderr says why) · other: it should have worked.
set -euo pipefail

usage='usage: moto.sh DIR start|stop'
base=$(realpath -m "${1:?$usage}")
root=$base/root
server=$root/usr/bin/moto_server
endpoint=$base/endpoint.json
# moto with which part of its dependencies is plain Python; what is compiled comes for the machine's own python3.
pure=(moto boto3 botocore s3transfer responses jmespath dateutil xmltodict flask werkzeug requests urllib3 antlr4 flask-cors
  itsdangerous click jinja2 blinker certifi idna charset-normalizer six)
compiled=(markupsafe cryptography cffi-backend yaml)

not_here() {
  echo "moto can't run here: $1" >&2
  exit 3
}

stop() {
  local pid
  if [ -f "$base/pid" ]; then
    pid=$(cat "$base/pid")
    # A pid may have been given to another process since.
    if tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$server"; then
      kill "$pid" 2>/dev/null || true
      for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
      kill -KILL "$pid" 2>/dev/null || true
    fi
  fi
  rm -f "$base/pid" "$endpoint"
}

unpack() {
  local mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -E '/debian/?$' | head -n 1) || true
  [ -n "$mirror" ] || not_here "this machine's apt sources name no Debian mirror"
  rm -rf "$base/debs" "$root" "$root.part"
  mkdir -p "$base"/src "$base"/lists/partial "$base"/cache/archives/partial "$base/debs" "$root.part"
  cat > "$base/src/sid.sources" <<SOURCES
Types: deb
URIs: $mirror
Suites: sid
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
  : > "$base/empty-status"
  local apt=(apt-get -qq
    -o Dir::Etc::sourcelist=/dev/null
    -o Dir::Etc::sourceparts="$base/src"
    -o Dir::State::Lists="$base/lists"
    -o Dir::State::status="$base/empty-status"
    -o Dir::Cache="$base/cache"
    -o APT::Sandbox::User=root)
  "${apt[@]}" update || not_here 'Debian sid could not be read from the mirror'
  (
    cd "$base/debs"
    "${apt[@]}" download "${pure[@]/#/python3-}" || not_here 'the mirror has no moto'
    apt-get -qq -o APT::Sandbox::User=root download "${compiled[@]/#/python3-}" ||
      not_here "this machine's apt sources lack modules of its python3"
  ) || exit $?
  for deb in "$base"/debs/*.deb; do dpkg-deb -x "$deb" "$root.part"; done
  mv "$root.part" "$root"
  rm -rf "$base/debs" "$base/cache" "$base/lists"
}

start() {
  for program in apt-get dpkg-deb setsid /usr/bin/python3; do
    command -v "$program" >/dev/null || not_here "no $program on this machine"
  done
  [ -f /usr/share/keyrings/debian-archive-keyring.gpg ] || not_here "Debian's archive keyring is not installed"
  stop
  mkdir -p "$base"
  [ -x "$server" ] || unpack
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  # Apart from this shell: what starts it may read our output to its end.
  PYTHONPATH="$root/usr/lib/python3/dist-packages" setsid /usr/bin/python3 "$server" -H 127.0.0.1 -p "$port" \
    >"$base/log" 2>&1 </dev/null &
  echo $! > "$base/pid"
  for _ in $(seq 150); do
    kill -0 "$(cat "$base/pid")" 2>/dev/null || not_here "moto does not start with this python3: $(tail -n 1 "$base/log")"
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    sleep 0.2
  done
  echo "{\"endpoint\":\"http://127.0.0.1:$port\"}" > "$endpoint"
  echo "$endpoint"
}

case "${2:-}" in
  start) start ;;
  stop) stop ;;
  *) echo "$usage" >&2; exit 2 ;;
esac
