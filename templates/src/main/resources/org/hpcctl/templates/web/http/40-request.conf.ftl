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
    default "Request failed";
    400 "Bad Request";
    403 "Forbidden";
    404 "Not Found";
    405 "Method Not Allowed";
    408 "Request Timeout";
    413 "Content Too Large";
    414 "URI Too Long";
    429 "Too Many Requests";
    431 "Request Header Fields Too Large";
    500 "Internal Server Error";
    502 "Bad Gateway";
    503 "Service Unavailable";
    504 "Gateway Timeout";
    505 "HTTP Version Not Supported";
}
