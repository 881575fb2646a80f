#!/bin/bash
# A real S3 that enforces what S3 enforces, for the tests: Ceph RGW 20 from Debian sid, unpacked (not installed) into a
# chroot under DIR, one monitor, one OSD in memory, one gateway, all on free ports of 127.0.0.1.
#
#   scripts/ceph-rgw.sh DIR start    prints the path of DIR/endpoint.json, to be given to the tests as PGBACKUP_TEST_RGW
#   scripts/ceph-rgw.sh DIR stop     ends what `start` started; keeps the unpacked files for the next start
#
# About a minute and 160 MB from nothing, 15 s when unpacked already. Touches nothing outside of DIR.
# Exit: 0 done · 3 this machine can't have it (one line on stderr says why) · other: it should have worked.
set -euo pipefail

usage='usage: ceph-rgw.sh DIR start|stop'
base=$(realpath -m "${1:?$usage}")
here=$(cd "$(dirname "$0")/ceph-rgw" && pwd)
root=$base/root
endpoint=$base/endpoint.json
# Single devices and never the whole of /dev: somebody may remove DIR without stopping first.
devices=(dev/null dev/zero dev/random dev/urandom)

not_here() {
  echo "Ceph RGW can't run here: $1" >&2
  exit 3
}

stop() {
  local file pid
  # The gateway first, the monitor last: each says goodbye to the next.
  for file in "$root"/lab/run/{client.admin,osd.0,mon.a}.pid; do
    [ -f "$file" ] || continue
    pid=$(cat "$file")
    # A pid may have been given to another process since: only one that lives in our chroot is ours.
    if [ "$(readlink "/proc/$pid/root" 2>/dev/null)" = "$root" ]; then
      kill "$pid" 2>/dev/null || true
      for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
      kill -KILL "$pid" 2>/dev/null || true
    fi
    rm -f "$file"
  done
  for mount in proc "${devices[@]}"; do
    mountpoint -q "$root/$mount" 2>/dev/null || continue
    umount "$root/$mount" 2>/dev/null || umount -l "$root/$mount"
  done
  rm -f "$endpoint"
}

start() {
  [ "$(id -u)" = 0 ] || not_here 'it needs root, for chroot'
  for program in apt-get dpkg-deb dpkg chroot mount mountpoint tar; do
    command -v "$program" >/dev/null || not_here "no $program on this machine"
  done
  [ -f /usr/share/keyrings/debian-archive-keyring.gpg ] || not_here "Debian's archive keyring is not installed"
  stop
  [ -x "$root/usr/bin/radosgw" ] || "$here/unpack.sh" "$base" || exit $?
  for device in "${devices[@]}"; do : > "$root/$device"; done
  for mount in proc "${devices[@]}"; do
    mount --bind "/$mount" "$root/$mount" 2>/dev/null || { stop; not_here 'bind mounts are not allowed'; }
  done
  mkdir -p "$root/lab"
  cp "$here/inside.sh" "$root/lab/inside.sh"
  trap stop ERR
  chroot "$root" /sbin/ldconfig 2>/dev/null
  LC_ALL=C chroot "$root" /bin/bash /lab/inside.sh
  trap - ERR
  cp "$root/lab/endpoint.json" "$endpoint"
  echo "$endpoint"
}

case "${2:-}" in
  start) start ;;
  stop) stop ;;
  *) echo "$usage" >&2; exit 2 ;;
esac
