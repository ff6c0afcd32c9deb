# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
# How nginx asks a service on its own behalf. Nothing of the client's request goes along.
proxy_pass_request_body off;
proxy_pass_request_headers off;
proxy_set_header Host $host;
proxy_set_header Connection "";
proxy_set_header Content-Length "";
proxy_set_header X-Request-ID $portal_request_id;
proxy_connect_timeout 1s;
proxy_read_timeout 2s;
proxy_next_upstream error timeout http_503;
