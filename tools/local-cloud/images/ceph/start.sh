# Makes a new, empty store of S3_STORE_BYTES, starts it, and makes the one user, whose keys are in S3_ACCESS_KEY and
# S3_SECRET_KEY.
set -euo pipefail

conf=/etc/ceph/ceph.conf
fsid=$(sed -n 's/^fsid = //p' "$conf")
osd=$(cat /proc/sys/kernel/random/uuid)
mkdir -p /var/lib/ceph/mon/ceph-a /var/lib/ceph/osd/ceph-0 /run/ceph

monmaptool --create --fsid "$fsid" --addv a '[v2:127.0.0.1:3300,v1:127.0.0.1:6789]' /tmp/monmap
ceph-mon --mkfs --id a --monmap /tmp/monmap
ceph-mon --id a
ceph osd new "$osd"
ceph-osd --id 0 --mkfs --osd-uuid "$osd" --memstore-device-bytes "$S3_STORE_BYTES"
ceph-osd --id 0 --memstore-device-bytes "$S3_STORE_BYTES"
ceph osd crush add osd.0 1 root=default host=s3

radosgw-admin user create --uid=tests --display-name=tests \
  --access-key="$S3_ACCESS_KEY" --secret-key="$S3_SECRET_KEY" >/dev/null
echo 'the user is there; starting the gateway'
exec radosgw -f --name client.rgw
