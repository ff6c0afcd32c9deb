# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
error_page 400 403 404 405 408 413 414 429 500 502 503 504 @error;

location @error {
    default_type application/json;
    return 200 '{"status":$status,"error":"$portal_error","request_id":"$portal_request_id"}\n';
}
