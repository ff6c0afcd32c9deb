# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
# Names that are not ours get no answer. The handshake is not refused: a browser that was given an
# address names no host in it, and https://ADDRESS of a head is one of the portal's doors.
server {
    listen 80 default_server backlog=4096;
<#if tls>
    listen 443 ssl<#if !http2Directive> http2</#if> default_server backlog=4096;
<#if http2Directive>
    http2 on;
</#if>
</#if>
    server_name _;
    access_log off;
    include /etc/nginx/hpcctl/headers.conf;
<#if acme>
    include /etc/nginx/hpcctl/acme.conf;
</#if>
    include /etc/nginx/hpcctl/early_errors.conf;
    error_page 404 @stranger;

    location / {
        return 444;
    }

    location @stranger {
        return 444;
    }
}
