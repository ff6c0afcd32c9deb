edition=hpcctl-${edition}
ufw_is_on() { command -v ufw >/dev/null && ufw status | grep -q '^Status: active'; }
nft_is_on() { command -v nft >/dev/null && systemctl --quiet is-active nftables.service; }

# FAMILY TABLE CHAIN of each chain that may throw incoming IPv4 packets away. Chains of iptables, which
# are in capitals, are left to those who made them.
filtering_chains() {
  nft list ruleset | awk '
    function done() {
      if (input && strict && family ~ /^(ip|inet)$/ && chain != "INPUT") print family, table, chain
      input = strict = 0
    }
    $1 == "table" { family = $2; table = $3 }
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
  filtering_chains | while read -r family table chain; do
    nft_rules | while read -r rule; do
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
  nft -a list ruleset | awk '
    $1 == "table" { family = $2; table = $3 }
    $1 == "chain" { chain = $2 }
    /comment "hpcctl-[0-9a-f]*"/ { print "delete rule", family, table, chain, "handle", $NF }' | nft -f -
  nft_commands >/etc/nftables.hpcctl
  nft -f /etc/nftables.hpcctl
  # The operator's file stays as it is, but for the line that loads ours after it.
  line='include "/etc/nftables.hpcctl"'
  grep -qxF "$line" /etc/nftables.conf || printf '%s\n' "$line" >>/etc/nftables.conf
fi
<#else>
answer=open
if ufw_is_on; then
  [ "$(ufw show added | grep -c "comment '$edition'")" -ge ${1 + peers?size + vrrpPeers?size} ] || answer="ufw blocks the portal"
fi
if nft_is_on; then
  wanted=$(nft_commands | wc -l)
  [ "$(nft list ruleset | grep -c "comment \"$edition\"")" -ge "$wanted" ] || answer="nftables blocks the portal"
fi
echo "$answer"
</#if>
