edition=hpcctl-${edition}
include='include "/etc/nftables.hpcctl"'
ufw_is_on() { command -v ufw >/dev/null && ufw status | grep -q '^Status: active'; }
# A file without any of these words throws nothing away, and systemd need not be asked.
nft_is_on() {
  command -v nft >/dev/null && grep -qsE 'drop|reject|include' /etc/nftables.conf &&
    systemctl --quiet is-active nftables.service
}

# What the operator's file says itself, without our line.
own_file() { grep -vxF "$include" /etc/nftables.conf; }
# Runs sh with an empty ruleset, apart from the real one. Rules may name the interfaces of this host.
apart() {
  unshare --net sh -c '
    cd /etc || exit 1
    command=$1
    shift
    for interface; do
      ip link add name "$interface" type dummy 2>/dev/null || ip link add name "$interface" type bridge 2>/dev/null
    done
    eval "$command"' sh "$1" $(ls /sys/class/net)
}

# FAMILY TABLE CHAIN of each chain of the operator's file that may throw incoming IPv4 packets away.
# Not of what runs now: the chains of fail2ban are not there yet when the host boots, and a file that
# names one would load nothing at all. Chains of iptables, which are in capitals, are left to those
# who made them.
filtering_chains() {
  ruleset=$(own_file | apart 'nft -f - && nft list ruleset') || return 1
  printf '%s\n' "$ruleset" | awk '
    function done() {
      if (input && strict && family ~ /^(ip|inet)$/ && chain != "INPUT") print family, table, chain
      input = strict = 0
    }
    $1 == "table" { done(); family = $2; table = $3 }
    $1 == "chain" { done(); chain = $2 }
    /hook input/ { input = 1 }
    /policy drop/ || $0 ~ /(^|[ \t])(drop|reject)([ \t]|$)/ { strict = 1 }
    END { done() }' | sort -u
}
nft_rules() {
  echo "tcp dport { "${publicPorts}" } accept"
<#list peers as peer>
  echo "ip saddr "${peer}" tcp dport { "${servicePorts}" } accept"
</#list>
<#list vrrpPeers as peer>
  echo "ip saddr "${peer}" ip protocol 112 accept"
</#list>
}
nft_commands() {
  chains=$(filtering_chains) || return 1
  printf '%s\n' "$chains" | while read -r family table chain; do
    [ -z "$chain" ] || nft_rules | while read -r rule; do
      echo "insert rule $family $table $chain $rule comment \"$edition\""
    done
  done
}
<#if apply>
ufw_allow() { ufw prepend allow "$@" comment "$edition" >/dev/null; }
if ufw_is_on; then
  ufw show added | sed -n "s/^ufw \(.*\) comment 'hpcctl-[0-9a-f]*'\$/ufw --force delete \1/p" | sh
  ufw_allow proto tcp from any to any port ${publicPorts}
<#list peers as peer>
  ufw_allow proto tcp from ${peer} to any port ${servicePorts}
</#list>
<#list vrrpPeers as peer>
  # ufw before 0.36.2 does not know the protocol: there the other head may pass as a whole.
  ufw_allow proto vrrp from ${peer} 2>/dev/null || ufw_allow from ${peer}
</#list>
fi
if nft_is_on; then
  commands=$(nft_commands) || exit 1
  # As it will be read at boot: all of it, or the host has no firewall.
  { own_file; printf '%s\n' "$commands"; } | apart 'nft -c -f -' || exit 1
  {
    nft -a list ruleset | awk '
      $1 == "table" { family = $2; table = $3 }
      $1 == "chain" { chain = $2 }
      /comment "hpcctl-[0-9a-f]*"/ { print "delete rule", family, table, chain, "handle", $NF }'
    printf '%s\n' "$commands"
  } | nft -f - || exit 1
  printf '%s\n' "$commands" >/etc/nftables.hpcctl
  # The operator's file stays as it is, but for the line that loads ours after it.
  grep -qxF "$include" /etc/nftables.conf || printf '%s\n' "$include" >>/etc/nftables.conf
fi
<#else>
answer=open
if ufw_is_on; then
  [ "$(ufw show added | grep -c "comment '$edition'")" -ge ${1 + peers?size + vrrpPeers?size} ] || answer="ufw blocks the portal"
fi
if nft_is_on; then
  if ! commands=$(nft_commands); then
    answer="nftables.conf does not load"
  elif [ -n "$commands" ]; then
    wanted=$(printf '%s\n' "$commands" | wc -l)
    if [ "$(nft list ruleset | grep -c "comment \"$edition\"")" -lt "$wanted" ] ||
      [ "$commands" != "$(cat /etc/nftables.hpcctl 2>/dev/null)" ] ||
      ! grep -qxF "$include" /etc/nftables.conf; then
      answer="nftables blocks the portal"
    fi
  fi
fi
echo "$answer"
</#if>
