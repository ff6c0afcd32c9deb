{
  "service": "${service}",
  "cluster": "${cluster}",
  "host": "${host}",
  "bind": "${bind}",
  "port": ${port},
  "drain_seconds": ${drainSeconds}<#if backEnd??>,
  "alone": ${backEnd.alone?c},<#if backEnd.alone>
  "alone_beyond_loopback": true,</#if>
  "state": "/var/lib/web_services/${service}",
  "portal": "${backEnd.portal}",
  "identity": {
    "auth_service": "${backEnd.authService}"<#if backEnd.sharedSecret??>,
    "shared_secret": "${backEnd.sharedSecret}"</#if>
  }<#if backEnd.database??>,
  "database": {
    "host": "${backEnd.database.host}",
    "port": ${backEnd.database.port},
    "user": "${backEnd.database.user}",
    "password": "${backEnd.database.password}"<#if backEnd.database.authority??>,
    "authority": "${backEnd.database.authority}"</#if>
  }</#if><#if backEnd.redis??>,
  "redis": {
    "mode": "${backEnd.redis.mode}",
    "nodes": [<#list backEnd.redis.nodes as node>"${node}"<#sep>, </#list>],
    "primary_name": "${backEnd.redis.primaryName}"<#if backEnd.redis.password??>,
    "password": "${backEnd.redis.password}"</#if><#if backEnd.redis.authority??>,
    "authority": "${backEnd.redis.authority}"</#if>
  }</#if><#if backEnd.options?size != 0>,
  "options": {<#list backEnd.options as option>
    "${option.key}": <#if option.value.text??>"${option.value.text}"<#elseif option.value.number??>${option.value.number?c}<#elseif option.value.flag??>${option.value.flag?c}<#else>[<#list option.value.texts as text>"${text}"<#sep>, </#list>]</#if><#sep>,</#list>
  }</#if></#if>
}
