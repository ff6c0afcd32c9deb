# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
include /etc/nginx/hpcctl/early_errors.conf;
# Here the method of the request is kept, for the log.
error_page 403 404 405 408 413 429 500 502 503 504 @error;

location @error {
    # RFC 9457, as the services answer too. The code of the error stays: error_page has no "=".
    default_type application/problem+json;
    return 200 '{"type":"about:blank","title":"$portal_error","status":$status,"request_id":"$portal_request_id"}\n';
}
