#!/bin/bash
# usage: unpack.sh DIR: fetches Ceph and everything that it needs from Debian sid and unpacks it into DIR/root.
# Uses an apt view of its own under DIR (lists, cache, an empty status file): the machine's apt is read, never changed.
# The mirror is the one that the machine's own sources name, so that a machine behind a mirror works too.
set -euo pipefail
base=$1
root=$base/root

not_here() {
  echo "Ceph RGW can't run here: $1" >&2
  exit 3
}

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -E '/debian/?$' | head -n 1) || true
[ -n "$mirror" ] || not_here "this machine's apt sources name no Debian mirror"

mkdir -p "$base"/src "$base"/lists/partial "$base"/cache/archives/partial
cat > "$base/src/sid.sources" <<SOURCES
Types: deb
URIs: $mirror
Suites: sid
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
: > "$base/empty-status"

apt=(apt-get -qq -y
  -o Dir::Etc::sourcelist=/dev/null
  -o Dir::Etc::sourceparts="$base/src"
  -o Dir::State::Lists="$base/lists"
  -o Dir::State::status="$base/empty-status"
  -o Dir::Cache="$base/cache"
  -o APT::Install-Recommends=false
  -o APT::Sandbox::User=root)
"${apt[@]}" update || not_here 'Debian sid could not be read from the mirror'
"${apt[@]}" --download-only install radosgw ceph-mon ceph-osd ceph-common coreutils bash libc-bin >/dev/null ||
  not_here 'the mirror has no installable Ceph for this architecture'

# Unpacked into a sibling and renamed at the end: a start that was cut short must not be taken for a whole one.
rm -rf "$root" "$root.part"
mkdir -p "$root.part"/usr/{bin,sbin,lib,lib64} "$root.part"/{proc,dev,tmp,etc,run,lab}
for dir in bin sbin lib lib64; do ln -s "usr/$dir" "$root.part/$dir"; done
for deb in "$base"/cache/archives/*.deb; do
  # Ownership and devices that an unprivileged container refuses don't matter here; a missing file shows at the start.
  dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink -C "$root.part" -f - 2>/dev/null || true
done
cp /etc/passwd /etc/group "$root.part/etc/"
[ -x "$root.part/usr/bin/radosgw" ] || not_here 'radosgw could not be unpacked'
mv "$root.part" "$root"
rm -rf "$base/cache" "$base/lists"
