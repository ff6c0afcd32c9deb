# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
[Unit]
Description=hpcctl web services, all eight
Wants=<#list services as service>${service}.service<#sep> </#list>

[Install]
WantedBy=multi-user.target
