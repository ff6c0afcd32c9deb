# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
[Unit]
Description=Acting as the user, for the web services job_api and file_service

[Socket]
ListenStream=/run/hpcctl/act.sock
SocketUser=root
SocketGroup=hpcctl-act
SocketMode=0660
DirectoryMode=0755
RemoveOnStop=yes
Backlog=256
# However often the service ends because it is idle, the socket stays.
TriggerLimitIntervalSec=0

[Install]
WantedBy=sockets.target
