#!/bin/bash
# Runs inside the chroot: a cluster of one monitor, one OSD in memory and one gateway, new at every start.
# Leaves /lab/run/*.pid for the stop and /lab/endpoint.json for the tests.
set -euo pipefail
lab=/lab
cd "$lab"
rm -rf mon osd run log rgw endpoint.json
mkdir -p mon/a osd/0 run log rgw

random_hex() { od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'; }

# Free ports below the ephemeral range, so that no outgoing connection takes one between here and the daemon's bind.
# /dev/tcp opens where somebody listens.
taken=' '
free_port() {
  local port
  while :; do
    port=$((15000 + RANDOM % 15000))
    [[ $taken == *" $port "* ]] && continue
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && continue
    taken+="$port "
    free=$port
    return
  done
}
free_port; mon_port=$free
free_port; rgw_port=$free

fsid=$(cat /proc/sys/kernel/random/uuid)
# One library folder: the one of this machine's architecture.
classes=$(echo /usr/lib/*/rados-classes)

cat > ceph.conf <<CONF
[global]
fsid = $fsid
mon host = [v2:127.0.0.1:$mon_port/0]
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = $lab/keyring
auth allow insecure global id reclaim = false
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
mon pg warn min per osd = 0
run dir = $lab/run
admin socket = $lab/run/\$name.asok
pid file = $lab/run/\$name.pid
log file = $lab/log/\$name.log
crash dir = $lab/run
[mon]
mon data = $lab/mon/\$id
mon data avail warn = 1
mon data avail crit = 1
[osd]
keyring = $lab/osd/\$id/keyring
osd data = $lab/osd/\$id
osd objectstore = memstore
osd class dir = $classes
memstore device bytes = 8589934592
[client]
rgw frontends = beast endpoint=127.0.0.1:$rgw_port
rgw data = $lab/rgw
rgw enable usage log = false
rgw dynamic resharding = false
rgw crypt require ssl = false
rgw crypt s3 kms backend = testing
rgw crypt s3 kms encryption keys = testkey-1=YmluCmJvb3N0CmJvb3N0LWJ1aWxkCmNlcGguY29uZgo=
CONF
export CEPH_CONF=$lab/ceph.conf

wait_for() { # attempts, 0.2 s apart; what; command…
  local attempts=$1 what=$2
  shift 2
  for _ in $(seq "$attempts"); do "$@" >/dev/null 2>&1 && return; sleep 0.2; done
  echo "Ceph RGW: $what did not start; see $lab/log" >&2
  return 1
}
listening() { (exec 3<>"/dev/tcp/127.0.0.1/$rgw_port"); }
osd_up() { [[ $(ceph osd stat) == *'1 up'* ]]; }

ceph-authtool --create-keyring keyring --gen-key -n mon. --cap mon 'allow *' >/dev/null
ceph-authtool keyring --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' >/dev/null
monmaptool --create --clobber --addv a "[v2:127.0.0.1:$mon_port/0]" --fsid "$fsid" monmap >/dev/null
ceph-mon --mkfs -i a --monmap monmap --keyring keyring
ceph-mon -i a 2>>log/start.txt
wait_for 50 'the monitor' timeout 5 ceph mon stat

osd_uuid=$(cat /proc/sys/kernel/random/uuid)
osd_key=$(ceph-authtool --gen-print-key)
echo "{\"cephx_secret\":\"$osd_key\"}" | ceph osd new "$osd_uuid" -i - >/dev/null
ceph-authtool --create-keyring osd/0/keyring -n osd.0 --add-key "$osd_key" >/dev/null
ceph-osd -i 0 --mkfs --osd-uuid "$osd_uuid" 2>>log/start.txt
ceph-osd -i 0 >/dev/null 2>>log/start.txt
wait_for 100 'the OSD' osd_up

# Two users: the owner of the buckets, and one with no rights but those that a test's bucket policy gives.
user() { # name: prints its credentials as JSON
  local id secret
  id=$(random_hex 10 | tr a-f A-F)
  secret=$(random_hex 20)
  timeout 100 radosgw-admin user create --uid "$1" --display-name "$1" --access-key "$id" --secret "$secret" >/dev/null 2>>log/admin.txt
  echo "{\"user\":\"$1\",\"accessKeyId\":\"$id\",\"secretAccessKey\":\"$secret\"}"
}
owner=$(user owner)
guest=$(user guest)
for class in STANDARD_IA GLACIER_IR; do
  timeout 60 radosgw-admin zonegroup placement add --rgw-zonegroup default --placement-id default-placement \
    --storage-class "$class" >/dev/null 2>>log/admin.txt
  timeout 60 radosgw-admin zone placement add --rgw-zone default --placement-id default-placement \
    --storage-class "$class" --data-pool "default.rgw.$class.data" >/dev/null 2>>log/admin.txt
done

# Daemonises by itself and writes its pid file, like the others.
radosgw -n client.admin --keyring "$lab/keyring" >/dev/null 2>>log/rgw.txt
wait_for 200 'the gateway' listening
version=$(radosgw --version | cut -d ' ' -f 3)
cat > endpoint.json <<JSON
{"endpoint":"http://127.0.0.1:$rgw_port","version":"$version","kmsKeyId":"testkey-1","owner":$owner,"guest":$guest}
JSON
