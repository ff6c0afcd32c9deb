# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.

# The name of the request in every log: the client's own when it is harmless, else a new one.
map $http_x_request_id $portal_request_id {
    default $request_id;
    "~^[A-Za-z0-9_-]{8,64}$" $http_x_request_id;
}

# An upgrade is passed on; otherwise the connection to the service stays open for the next request.
map $http_upgrade $portal_connection {
    default upgrade;
    "" "";
}

# Other sites' scripts may not read our answers.
map $http_origin $portal_cross_origin {
    default "";
<#list origins as origin>
    "${origin}" $http_origin;
</#list>
}

map $http_origin $portal_cross_origin_credentials {
    default "";
<#list origins as origin>
    "${origin}" true;
</#list>
}

# A promise about TLS means nothing over plain HTTP (RFC 6797, 7.2).
map $https $portal_strict_transport_security {
    default "";
<#if strictTransportSecurity?has_content>
    on "<#list strictTransportSecurity as part>${part}<#sep>; </#list>";
</#if>
}

map $status $portal_retry_after {
    default "";
    429 1;
    503 5;
}

map $status $portal_error {
    default "request failed";
    400 "bad request";
    403 "forbidden";
    404 "not found";
    405 "method not allowed";
    408 "request timed out";
    413 "too large";
    414 "address too long";
    429 "too many requests";
    500 "internal error";
    502 "service unreachable";
    503 "service unavailable";
    504 "service timed out";
}
