<#-- Asks one service after the other for its readiness and answers 200 only when all of them are. A
     location can ask one question (auth_request), so each hands over to the next by a name; nginx
     allows ten such steps, and there are eight services. -->
<#macro chain path name services>
    location = ${path} {
        <#nested>
        <@ask name=name services=services at=0/>
    }
<#list services as service>
<#if !service?is_first>

    location @${name}_${service} {
        <@ask name=name services=services at=service?index/>
    }
</#if>
</#list>

    location @${name}_all {
        default_type application/json;
        return 200 '{"status":"healthy","host":"$hostname"}\n';
    }
</#macro>
<#macro ask name services at>
set $portal_asked ${services[at]};
        auth_request /_ready/${name}/${services[at]};
        error_page 401 403 500 =503 @${name}_unhealthy;
<#if at + 1 lt services?size>
        try_files "" @${name}_${services[at + 1]};
<#else>
        try_files "" @${name}_all;
</#if>
</#macro>
