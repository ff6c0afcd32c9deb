# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
[Unit]
Description=Acting as the user, for the web services job_api and file_service
Requires=hpcctl-act.socket
StartLimitIntervalSec=0

[Service]
ExecStart=/usr/bin/perl -T /usr/local/lib/hpcctl/hpcctl-act
StandardInput=null
StandardOutput=null
StandardError=journal
SyslogIdentifier=hpcctl-act
SyslogFacility=authpriv
KillMode=control-group
TimeoutStopSec=5
UMask=0077
MemoryMax=1G
TasksMax=512
LimitCORE=0

NoNewPrivileges=yes
# To become somebody else, and nothing more: not even to pass by the permissions of files.
CapabilityBoundingSet=CAP_SETUID CAP_SETGID
ProtectSystem=full
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
# Not RestrictSUIDSGID: it takes openat2 away, which keeps paths below their root.
LockPersonality=yes
MemoryDenyWriteExecute=yes
KeyringMode=private
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
