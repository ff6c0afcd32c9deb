# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
<#if only13>
ssl_protocols TLSv1.3;
<#else>
# Mozilla's intermediate configuration, guideline 6.0.
ssl_protocols TLSv1.2 TLSv1.3;
ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;
</#if>
ssl_prefer_server_ciphers off;
ssl_session_cache shared:portal:10m;
ssl_session_timeout 1d;
ssl_session_tickets off;
# One link for both files: they change in the same instant.
ssl_certificate /etc/nginx/tls/current/fullchain.pem;
ssl_certificate_key /etc/nginx/tls/current/privkey.pem;
