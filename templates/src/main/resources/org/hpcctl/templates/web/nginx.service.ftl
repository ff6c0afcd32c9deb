# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
[Unit]
StartLimitIntervalSec=60
StartLimitBurst=10

[Service]
Restart=on-failure
RestartSec=1
# Requests that are being answered are answered, uploads within reason.
TimeoutStopSec=30
# The package's command succeeds whether or not nginx takes the new configuration.
ExecReload=
ExecReload=/etc/nginx/hpcctl/reload.sh
<#if signal??>
# keepalived watches this file and gives the virtual IP away within milliseconds.
ExecStartPost=/bin/sh -c "echo 0 >${signal}"
ExecReload=/bin/sh -c "echo 0 >${signal}"
ExecStopPost=/bin/sh -c "echo 1 >${signal}"
</#if>
