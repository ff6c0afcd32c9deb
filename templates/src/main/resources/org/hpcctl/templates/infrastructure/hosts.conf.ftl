<#list entries as entry>
${entry.address}<#list entry.names as name> ${name}</#list>
</#list>
