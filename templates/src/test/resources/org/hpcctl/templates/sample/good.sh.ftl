value=${value}
numbers=<#list numbers as n>${n}<#sep>,</#list>
