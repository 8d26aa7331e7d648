# Makes a certificate for the name in TLS_NAME, writes it to /run/tls/ca.pem for the clients, and starts HAProxy.
set -euo pipefail

umask 077
mkdir -p /run/tls
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$TLS_NAME" -addext "subjectAltName=DNS:$TLS_NAME" \
  -keyout /run/tls/key.pem -out /run/tls/ca.pem 2>/dev/null
cat /run/tls/ca.pem /run/tls/key.pem > /run/tls/server.pem
exec haproxy -f /etc/haproxy/haproxy.cfg
