# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
user www-data;
pid /run/nginx.pid;
worker_processes auto;
# Two descriptors a proxied connection, and room for the files between.
worker_rlimit_nofile 16384;
# An open WebSocket would keep the workers of an old configuration alive for a day.
worker_shutdown_timeout 60s;
error_log /var/log/nginx/error.log warn;
include /etc/nginx/modules-enabled/*.conf;

events {
    worker_connections 4096;
}

http {
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    charset utf-8;
    server_tokens off;
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    server_names_hash_bucket_size 128;

    keepalive_timeout 65s;
<#if keepaliveMinTimeout>
    # A reload closes idle connections; without this, some in the moment of their next request.
    keepalive_min_timeout 5s;
</#if>
    client_header_timeout 10s;
    client_body_timeout 30s;
    send_timeout 30s;
    reset_timedout_connection on;
    large_client_header_buffers 4 16k;
    client_max_body_size 10m;

    include /etc/nginx/hpcctl/http/*.conf;
    include /etc/nginx/conf.d/*.conf;
    include /etc/nginx/sites-enabled/*;
}
