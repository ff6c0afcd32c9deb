# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
[Unit]
Description=hpcctl web service ${service}
After=network-online.target<#list after as unit> ${unit}</#list>
Wants=network-online.target
PartOf=web_services.target
StartLimitIntervalSec=300
StartLimitBurst=10

[Service]
Type=notify
User=webservice
Group=webservice
<#if actsAsUsers>
# May ask hpcctl-act.socket to do something as the user who is signed in.
SupplementaryGroups=hpcctl-act
</#if>
<#if asksPam>
# May ask hpcctl-pam.socket whether a password is right.
SupplementaryGroups=hpcctl-pam
</#if>
<#if keepsState>
StateDirectory=web_services/${service}
StateDirectoryMode=0700
</#if>
WorkingDirectory=/opt/web_services/${service}
# The file belongs to root; systemd hands a copy to this unit alone.
LoadCredential=config.json:/opt/web_services/config/${service}.json
# The cache saves the JVM three quarters of its start; without it it goes on. Not relocated, what the JVM only
# reads of it stays pages of a file, which the service lets go of in a pause.
ExecStart=/opt/web_services/runtime/current/bin/java -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-ShrinkHeapInSteps -XX:TrimNativeHeapInterval=5000 -XX:-UsePerfData -XX:AOTCache=/opt/web_services/${service}/cache/current/${service}.aot<#if quick> -XX:TieredStopAtLevel=1</#if> -XX:+ExitOnOutOfMemoryError -Xms8m -XX:NewSize=5m -Xmx${heapMb}m -Djava.io.tmpdir=/tmp -jar /opt/web_services/${service}/${service}.jar --config <#noparse>${CREDENTIALS_DIRECTORY}</#noparse>/config.json
# A credential stays as it was at the start, so a reload brings the file that is there now.
RuntimeDirectory=web_services/${service}
RuntimeDirectoryMode=0700
ExecReload=+/usr/bin/install -o webservice -g webservice -m 0400 /opt/web_services/config/${service}.json /run/web_services/${service}/config.json
ExecReload=/bin/kill -HUP $MAINPID
Restart=always
RestartSec=5
# A wrong command line or configuration waits for a person.
RestartPreventExitStatus=64 78
SuccessExitStatus=143
TimeoutStartSec=60
TimeoutStopSec=${stopSeconds}
Environment=LOGS_DIRECTORY=/var/log/web_services
StandardOutput=journal
StandardError=journal
SyslogIdentifier=${service}

MemoryMax=${memoryMax}
CPUQuota=${cpuQuotaPercent}%
TasksMax=512
LimitNOFILE=16384
OOMPolicy=stop

# No MemoryDenyWriteExecute: the JVM compiles to memory.
# Logs are for the group adm too, which their directory passes on.
UMask=0027
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ReadWritePaths=/var/log/web_services
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
PrivateUsers=yes
ProtectProc=invisible
ProtectHostname=yes
ProtectClock=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
<#if actsAsUsers>
# Not RestrictSUIDSGID: it takes openat2 away, which keeps the paths of its own jobs and files below their root.
<#else>
RestrictSUIDSGID=yes
</#if>
LockPersonality=yes
RemoveIPC=yes
KeyringMode=private
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
<#if asksByName>
# Any address: the YAML names a directory or an issuer, whose addresses DNS knows and may change.
<#else>
IPAddressDeny=any
IPAddressAllow=localhost<#list peers as peer> ${peer}</#list>
</#if>

[Install]
WantedBy=multi-user.target
