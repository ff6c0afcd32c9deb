# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
[Unit]
Description=A question to PAM, for the web service auth_service
CollectMode=inactive-or-failed

[Service]
ExecStart=/usr/bin/perl -T /usr/local/lib/hpcctl/hpcctl-pam ${service}
StandardInput=socket
StandardOutput=socket
StandardError=journal
SyslogIdentifier=hpcctl-pam
SyslogFacility=authpriv
UMask=0077
MemoryMax=256M
TasksMax=16
LimitCORE=0

NoNewPrivileges=yes
# root's own files need no capability; libpam tells the kernel's audit of each attempt.
CapabilityBoundingSet=CAP_AUDIT_WRITE
ProtectSystem=full
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectHostname=yes
ProtectClock=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
KeyringMode=private
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
