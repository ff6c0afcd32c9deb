# Made by `hpcctl monitoring render`.
groups:
  - name: hpcctl
    rules:
      - alert: ServiceDown
        # Three looks of 15 s.
        expr: up{job=~"cluster_web_services|hpc_services"} == 0
        for: 45s
        labels: {severity: critical}
        annotations:
          summary: "{{ $labels.service }} on {{ $labels.host }} does not answer"
      - alert: NodeDown
        expr: up{job="node"} == 0
        for: 2m
        labels: {severity: warning}
        annotations:
          summary: "The node exporter of {{ $labels.host }} does not answer"
      - alert: SourceAway
        expr: hpc_source_up == 0
        for: 5m
        labels: {severity: warning}
        annotations:
          summary: "metrics_api on {{ $labels.host }} gets no answer from {{ $labels.source }}"
      - alert: MemoryHigh
        expr: 100 * (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes) > 90
        for: 5m
        labels: {severity: warning}
        annotations:
          summary: "{{ $labels.host }} uses {{ $value | printf \"%.0f\" }} % of its memory"
      - alert: CpuHigh
        expr: 100 * (1 - avg by (host) (rate(node_cpu_seconds_total{mode="idle"}[5m]))) > 90
        for: 5m
        labels: {severity: warning}
        annotations:
          summary: "{{ $labels.host }} is {{ $value | printf \"%.0f\" }} % busy"
      - alert: DiskFull
        expr: >-
          100 * (1 - node_filesystem_avail_bytes{fstype!~"tmpfs|devtmpfs|overlay|squashfs|ramfs|iso9660"}
          / node_filesystem_size_bytes) > 90
        for: 5m
        labels: {severity: critical}
        annotations:
          summary: "{{ $labels.mountpoint }} of {{ $labels.host }} is {{ $value | printf \"%.0f\" }} % full"
      - alert: CertificateEnds
        # Told by `hpcctl health --format prometheus`.
        expr: hpcctl_health_certificate_expiry_timestamp_seconds - time() < 14 * 86400
        for: 10m
        labels: {severity: warning}
        annotations:
          summary: "The portal's certificate ends in {{ $value | humanizeDuration }}"
