<#macro entry of>"${of.key}": <#if of.value.text??>"${of.value.text}"<#elseif of.value.number??>${of.value.number?c}<#elseif of.value.flag??>${of.value.flag?c}<#elseif of.value.texts??>[<#list of.value.texts as text>"${text}"<#sep>, </#list>]<#else>{<#list of.value.section as one><@entry one/><#sep>, </#list>}</#if></#macro>
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
    <@entry option/><#sep>,</#list>
  }</#if></#if>
}
