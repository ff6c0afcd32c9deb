# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
# What nginx may find wrong before it knows path, name or location. There is no named location to go
# to without a path (nginx answers 500), so this one has a path, which no client can ask for.
error_page 400 414 505 /_error;
error_page 494 =431 /_error;
error_page 497 =400 /_error;

location = /_error {
    internal;
    # RFC 9457, as the services answer too.
    default_type application/problem+json;
    return 200 '{"type":"about:blank","title":"$portal_error","status":$status,"request_id":"$portal_request_id"}\n';
}
