# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
[Unit]
Description=Questions to PAM, for the web service auth_service

[Socket]
ListenStream=/run/hpcctl/pam.sock
SocketUser=root
SocketGroup=hpcctl-pam
SocketMode=0660
DirectoryMode=0755
RemoveOnStop=yes
# A process each, which knows one name and one password.
Accept=yes
MaxConnections=16
Backlog=64
TriggerLimitIntervalSec=0

[Install]
WantedBy=sockets.target
