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
Accept=yes
MaxConnections=128
Backlog=256
# A burst of requests is no fault: without this, 200 in two seconds end the socket for good.
TriggerLimitIntervalSec=0

[Install]
WantedBy=sockets.target
