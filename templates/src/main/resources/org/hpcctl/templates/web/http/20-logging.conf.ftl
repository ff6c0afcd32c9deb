# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
log_format web_services escape=json
    '{"time":"$time_iso8601","request_id":"$portal_request_id","client":"$remote_addr",'
    '"method":"$request_method","host":"$host","uri":"$request_uri","protocol":"$server_protocol",'
    '"status":$status,"bytes":$body_bytes_sent,"seconds":$request_time,'
    '"upstream":"$upstream_addr","upstream_status":"$upstream_status",'
    '"upstream_seconds":"$upstream_response_time","limit":"$limit_req_status",'
    '"tls":"$ssl_protocol","referrer":"$http_referer","agent":"$http_user_agent"}';
