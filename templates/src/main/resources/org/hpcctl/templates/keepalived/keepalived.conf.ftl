# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
global_defs {
    router_id ${router}
    vrrp_version 3
    enable_script_security
    script_user keepalived_script
    vrrp_garp_master_refresh 60
    vrrp_garp_master_refresh_repeat 1
    vrrp_garp_master_repeat 3
    vrrp_garp_lower_prio_repeat 3
    vrrp_higher_prio_send_advert true
    vrrp_startup_delay 2
    max_auto_priority -1
}

# 1 while this host is worked on.
track_file drained {
    file /run/hpcctl/drained
    weight 0
}
<#if watchNginx>

# 1 while nginx is stopped: its unit writes it.
track_file nginx_stopped {
    file /run/hpcctl/nginx_stopped
    weight 0
}

# For an nginx that runs but does not answer. Whole seconds: keepalived before 2.3 reads no others.
vrrp_script check_web_services {
    script /etc/keepalived/check_web_services.sh
    interval 1
    timeout 1
    fall 2
    rise 2
    weight 0
    init_fail
}
</#if>

vrrp_instance portal {
    state BACKUP
    # The virtual IP stays where it is when a host comes back. Weights other than 0 would never let it go.
    nopreempt
    interface ${networkInterface}
    virtual_router_id ${virtualRouterId}
    priority ${priority}
    advert_int 0.2
<#if peers?has_content>
    check_unicast_src
    unicast_src_ip ${ownAddress}
    unicast_peer {
<#list peers as peer>
        ${peer}
</#list>
    }
</#if>
    virtual_ipaddress {
        ${address}/${prefixLength}
    }
    track_file {
        drained
<#if watchNginx>
        nginx_stopped
</#if>
    }
<#if watchNginx>
    track_script {
        check_web_services
    }
</#if>
    notify /etc/keepalived/notify.sh
}
