# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
[Unit]
Description=Twice a day: renewal of the HPC portal's certificate
Documentation=man:hpcctl-cert-renew(1)

[Timer]
OnCalendar=*-*-* 05,17:17:00
# Not all clusters of the world at the same minute.
RandomizedDelaySec=4h
Persistent=true

[Install]
WantedBy=timers.target
