#!/bin/sh
# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
# keepalived calls: notify.sh INSTANCE NAME STATE PRIORITY
set -u
state=$3
printf '%s\n' "$state" >/run/hpcctl/vip/state.new && mv /run/hpcctl/vip/state.new /run/hpcctl/vip/state
logger --tag hpcctl-vip -- "virtual IP: this host is now $state"
