<#import "../health.conf.ftl" as health>
# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
server {
    listen 127.0.0.1:8080;
    server_name localhost 127.0.0.1;
    access_log off;
    include /etc/nginx/hpcctl/headers.conf;
    include /etc/nginx/hpcctl/errors.conf;
    include /etc/nginx/hpcctl/proxy.conf;

    # A worker answers. keepalived asks this: while the services are down everywhere, moving the
    # virtual IP would help nobody.
    location = /health/live {
        default_type application/json;
        return 200 '{"status":"healthy","host":"$hostname"}\n';
    }

    # This head's own eight services are ready.
<@health.chain path="/health" name="local" services=services?map(it -> it.name)/>
<#list services as service>

    location = /_ready/local/${service.name} {
        internal;
        include /etc/nginx/hpcctl/readiness.conf;
        proxy_pass http://${address}:${service.port}/health/ready;
    }
</#list>

    location = /nginx_status {
        stub_status;
    }

    location / {
        return 404;
    }
}
