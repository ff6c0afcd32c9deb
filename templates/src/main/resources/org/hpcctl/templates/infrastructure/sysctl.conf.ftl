# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
<#list settings as setting>
${setting.name} = ${setting.value}
</#list>
