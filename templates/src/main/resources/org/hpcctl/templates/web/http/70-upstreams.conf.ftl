# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
<#list pools as pool>

upstream ${pool.name} {
    # Shared by the workers: a host that fails for one has failed for all.
    zone ${pool.name} 64k;
<#if pool.balance??>
    ${pool.balance};
</#if>
<#list pool.members as member>
    server ${member.address}:${member.port} weight=${member.weight} max_fails=2 fail_timeout=5s;
</#list>
    keepalive 64;
    # Below the 75 s after which a service closes: so nginx is the side that does.
    keepalive_timeout 60s;
}
</#list>
