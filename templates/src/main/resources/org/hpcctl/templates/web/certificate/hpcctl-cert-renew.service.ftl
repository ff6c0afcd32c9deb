# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
[Unit]
Description=Renewal of the HPC portal's certificate
Documentation=man:hpcctl-cert-renew(1)
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart="${program}" cert renew --config "${config}"
# Home holds the SSH key and known hosts of whoever set the cluster up.
Environment="HOME=${home}"
TimeoutStartSec=30min
PrivateTmp=yes
NoNewPrivileges=yes
