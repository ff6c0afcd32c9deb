# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
/var/log/web_services/*.log {
    su webservice adm
    daily
    rotate 14
    maxsize 100M
    missingok
    notifempty
    compress
    delaycompress
    copytruncate
}
