<#-- Asks one service after the other for its readiness and answers 200 only when all of them are
     ready. A location can ask one question (auth_request), so each hands over to the next one by its
     name; nginx allows ten such steps, and there are eight services. -->
<#macro chain path name services burst=0>
<#list services as service>

<#if service?is_first>
    location = ${path} {
<#if burst gt 0>
        limit_req zone=general burst=${burst} nodelay;
</#if>
<#else>
    location @${name}_${service} {
</#if>
        set $portal_asked ${service};
        auth_request /_ready/${name}/${service};
        error_page 401 403 500 =503 @${name}_unhealthy;
        error_page 429 @error;
<#if service?has_next>
        try_files "" @${name}_${services[service?index + 1]};
<#else>
        try_files "" @${name}_healthy;
</#if>
    }
</#list>

    location @${name}_healthy {
        default_type application/json;
        return 200 '{"status":"healthy","host":"$hostname"}\n';
    }

    location @${name}_unhealthy {
        default_type application/json;
        return 503 '{"status":"unhealthy","host":"$hostname","failed":"$portal_asked"}\n';
    }
</#macro>
