# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
gzip on;
gzip_vary on;
gzip_proxied any;
gzip_comp_level 5;
gzip_min_length 1024;
gzip_types text/plain text/css application/json application/javascript text/javascript image/svg+xml;
