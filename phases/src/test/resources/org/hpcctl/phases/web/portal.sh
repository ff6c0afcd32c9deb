# Runs the portal's nginx as a host would have it, in namespaces of its own: sh portal.sh FOLDER
# FOLDER/nginx is the rendered /etc/nginx, FOLDER/services.conf an nginx that plays the services,
# FOLDER/questions a script that asks. Everything that was started ends with this script.
set -eu
folder=$1
ip link set lo up
for last in 100 101 102 103; do ip addr add 192.168.1.$last/32 dev lo; done
mkdir -p "$folder/log" "$folder/run" "$folder/body"
mount --bind "$folder/nginx" /etc/nginx
mount --bind "$folder/log" /var/log/nginx
mount --bind "$folder/body" /var/lib/nginx
mount --bind "$folder/run" /run
sh "$folder/check"
services() { nginx -p "$folder/" -c "$folder/services.conf" "$@"; }
services
nginx
trap 'nginx -s stop 2>/dev/null || :; services -s stop 2>/dev/null || :' EXIT
trap 'exit 143' TERM
. "$folder/questions"
