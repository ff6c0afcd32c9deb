# Made by `hpcctl monitoring render`; make it anew when hosts come or go.
global:
  scrape_interval: 15s
  evaluation_interval: 15s
  external_labels:
    cluster: "${cluster}"

rule_files:
  - hpcctl_alerts.yml

scrape_configs:
  # Figures of Slurm, the databases and the nodes.
  - job_name: cluster_web_services
    scrape_interval: 15s
    static_configs:
<#list metricsApis as target>
      - targets: ["${target.address}:${target.port}"]
        labels: {host: "${target.name}", service: "${target.service}"}
</#list>

  # What the other services tell of themselves.
  - job_name: hpc_services
    static_configs:
<#list services as target>
      - targets: ["${target.address}:${target.port}"]
        labels: {host: "${target.name}", service: "${target.service}"}
</#list>

  # Where prometheus-node-exporter is installed; the file that `hpcctl health --format prometheus`
  # writes into its text file directory comes from here too.
  - job_name: node
    static_configs:
<#list nodes as target>
      - targets: ["${target.address}:${target.port}"]
        labels: {host: "${target.name}"}
</#list>
