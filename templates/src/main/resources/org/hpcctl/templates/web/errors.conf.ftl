# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
error_page 400 403 404 405 408 413 414 429 500 502 503 504 @error;

location @error {
    # RFC 9457, as the services answer too. The code of the error stays: error_page has no "=".
    default_type application/problem+json;
    return 200 '{"type":"about:blank","title":"$portal_error","status":$status,"request_id":"$portal_request_id"}\n';
}
