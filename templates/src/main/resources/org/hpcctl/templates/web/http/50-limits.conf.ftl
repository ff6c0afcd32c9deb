# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
limit_req_zone $binary_remote_addr zone=general:10m rate=${generalPerSecond}r/s;
limit_req_zone $binary_remote_addr zone=auth:10m rate=${authPerSecond}r/s;
limit_req_zone $binary_remote_addr zone=api:10m rate=${apiPerSecond}r/s;
limit_conn_zone $binary_remote_addr zone=connections:10m;
limit_req_status 429;
limit_conn_status 429;
