<#import "health.conf.ftl" as health>
<#macro proxied route>
        limit_req zone=${route.zone} burst=${route.burst} nodelay;
<#if route.kind == "SECRETS">
        # What answers here reflects and holds secrets (BREACH).
        gzip off;
</#if>
<#if route.kind == "FILES">
        # Bytes pass as they come, neither way through the disk of this host.
        client_max_body_size ${bodyMax};
        client_body_timeout 60s;
        proxy_request_buffering off;
        proxy_max_temp_file_size 0;
        proxy_send_timeout 300s;
        proxy_read_timeout 300s;
</#if>
<#if route.kind == "WEBSOCKET">
        proxy_buffering off;
        proxy_send_timeout 86400s;
        proxy_read_timeout 86400s;
</#if>
        proxy_pass http://${route.service};
</#macro>
# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
<#if tls>
server {
    listen 80;
    server_name<#list names as name> <#if name?starts_with("*.")>*.</#if>${name?remove_beginning("*.")}</#list>;
    access_log /var/log/nginx/web_services_access.log web_services buffer=64k flush=1s;
    error_log /var/log/nginx/web_services_error.log warn;
    include /etc/nginx/hpcctl/headers.conf;
<#if acme>
    include /etc/nginx/hpcctl/acme.conf;
</#if>
    include /etc/nginx/hpcctl/errors.conf;

    location / {
        return 301 https://$host$request_uri;
    }
}

</#if>
server {
<#if tls>
    listen 443 ssl<#if !http2Directive> http2</#if>;
<#if http2Directive>
    http2 on;
</#if>
<#else>
    listen 80;
</#if>
    server_name<#list names as name> <#if name?starts_with("*.")>*.</#if>${name?remove_beginning("*.")}</#list>;
    access_log /var/log/nginx/web_services_access.log web_services buffer=64k flush=1s;
    error_log /var/log/nginx/web_services_error.log warn;
    limit_conn connections ${connections};
    include /etc/nginx/hpcctl/headers.conf;
    include /etc/nginx/hpcctl/errors.conf;
    include /etc/nginx/hpcctl/proxy.conf;
<#list routes as route>

<#if route.path == "/">
    location / {
<@proxied route/>
    }
<#else>
    location = ${route.path} {
<@proxied route/>
    }

    location ${route.path}/ {
<@proxied route/>
    }
</#if>
</#list>

    # Of this head. It is not asked on behalf of a client: strangers get 404 from the service itself.
    location = /metrics {
<#list internalNetworks as network>
        allow ${network};
</#list>
        deny all;
        include /etc/nginx/hpcctl/readiness.conf;
        proxy_pass http://${metrics};
    }

    # The portal can be used through this head: for each service, some host is ready.
<@health.chain path="/health" name="portal" services=services burst=20/>

    # Where older documents ask for it.
    location = /api/health {
        try_files "" /health;
    }
<#list services as service>

    location = /_ready/portal/${service} {
        internal;
        include /etc/nginx/hpcctl/readiness.conf;
        proxy_pass http://${service}/health/ready;
    }
</#list>
}
