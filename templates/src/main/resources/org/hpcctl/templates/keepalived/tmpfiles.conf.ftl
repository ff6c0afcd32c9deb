# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
d /run/hpcctl 0755 root root -
d /run/hpcctl/vip 0755 keepalived_script keepalived_script -
f /run/hpcctl/drained 0644 root root - 0
<#if watchNginx>
# Nobody gets the virtual IP before its nginx has started.
f /run/hpcctl/nginx_stopped 0644 root root - 1
</#if>
