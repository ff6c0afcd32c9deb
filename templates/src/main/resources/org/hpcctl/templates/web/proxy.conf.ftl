# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
proxy_http_version 1.1;
proxy_set_header Host $host;
proxy_set_header Connection $portal_connection;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header X-Real-IP $remote_addr;
# Overwritten, not appended: nginx is the edge, what a client claims here is not true.
proxy_set_header X-Forwarded-For $remote_addr;
proxy_set_header X-Forwarded-Host $host;
proxy_set_header X-Forwarded-Proto $scheme;
proxy_set_header X-Request-ID $portal_request_id;
proxy_connect_timeout 2s;
proxy_send_timeout 60s;
proxy_read_timeout 60s;
# A request that may have changed something is not repeated (no non_idempotent).
proxy_next_upstream error timeout;
proxy_next_upstream_tries ${tries};
proxy_next_upstream_timeout 10s;
