# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
# The only file with add_header: a second one further down would take all of these away.
add_header Strict-Transport-Security $portal_strict_transport_security always;
add_header X-Frame-Options SAMEORIGIN always;
add_header X-Content-Type-Options nosniff always;
# Browsers that still know it only do harm with it.
add_header X-XSS-Protection 0 always;
add_header Referrer-Policy strict-origin-when-cross-origin always;
add_header Permissions-Policy "camera=(), geolocation=(), microphone=(), payment=(), usb=()" always;
add_header Cross-Origin-Opener-Policy same-origin always;
add_header Content-Security-Policy "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'" always;
add_header X-Request-ID $portal_request_id always;
add_header Retry-After $portal_retry_after always;
add_header Access-Control-Allow-Origin $portal_cross_origin always;
add_header Access-Control-Allow-Credentials $portal_cross_origin_credentials always;
# What a service says of these is said once, here.
proxy_hide_header Strict-Transport-Security;
proxy_hide_header X-Frame-Options;
proxy_hide_header X-Content-Type-Options;
proxy_hide_header X-XSS-Protection;
proxy_hide_header Referrer-Policy;
proxy_hide_header Permissions-Policy;
proxy_hide_header Cross-Origin-Opener-Policy;
proxy_hide_header Content-Security-Policy;
proxy_hide_header X-Request-ID;
proxy_hide_header Access-Control-Allow-Origin;
proxy_hide_header Access-Control-Allow-Credentials;
