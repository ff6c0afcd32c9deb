{
  "uid": "hpcctl-cluster",
  "title": "HPC cluster ${cluster}",
  "schemaVersion": 38,
  "version": 1,
  "editable": true,
  "refresh": "30s",
  "time": {
    "from": "now-6h",
    "to": "now"
  },
  "tags": [
    "hpcctl"
  ],
  "templating": {
    "list": [
      {
        "name": "datasource",
        "type": "datasource",
        "query": "prometheus",
        "label": "Prometheus"
      }
    ]
  },
  "panels": [
    {
      "id": 1,
      "title": "Jobs",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 0,
        "y": 0,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "short",
          "min": 0
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "max by (state) (slurm_jobs_total)",
          "legendFormat": "{{state}}"
        }
      ]
    },
    {
      "id": 2,
      "title": "Jobs that ended, an hour",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 12,
        "y": 0,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "short",
          "min": 0
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "max by (state) (increase(hpc_jobs_finished_total[1h]))",
          "legendFormat": "{{state}}"
        }
      ]
    },
    {
      "id": 3,
      "title": "Nodes by state",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 0,
        "y": 8,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "short",
          "min": 0
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "max by (state) (slurm_nodes)",
          "legendFormat": "{{state}}"
        }
      ]
    },
    {
      "id": 4,
      "title": "CPUs that jobs have",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 12,
        "y": 8,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "short",
          "min": 0
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "sum(max by (node) (slurm_node_cpus_allocated))",
          "legendFormat": "allocated"
        },
        {
          "refId": "B",
          "expr": "sum(max by (node) (slurm_node_cpus))",
          "legendFormat": "all"
        }
      ]
    },
    {
      "id": 5,
      "title": "CPU of nodes",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 0,
        "y": 16,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "percent",
          "min": 0,
          "max": 100
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "max by (node) (node_cpu_usage)",
          "legendFormat": "{{node}}"
        }
      ]
    },
    {
      "id": 6,
      "title": "Memory of nodes",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 12,
        "y": 16,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "percent",
          "min": 0,
          "max": 100
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "max by (node) (node_memory_usage)",
          "legendFormat": "{{node}}"
        }
      ]
    },
    {
      "id": 7,
      "title": "Network of nodes",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 0,
        "y": 24,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "Bps",
          "min": 0
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "max by (node) (node_receive_bytes_per_second)",
          "legendFormat": "{{node}} in"
        },
        {
          "refId": "B",
          "expr": "max by (node) (node_transmit_bytes_per_second)",
          "legendFormat": "{{node}} out"
        }
      ]
    },
    {
      "id": 8,
      "title": "Fullest file system",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 12,
        "y": 24,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "percent",
          "min": 0,
          "max": 100
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "max by (node) (node_disk_usage)",
          "legendFormat": "{{node}}"
        }
      ]
    },
    {
      "id": 9,
      "title": "Services that answer",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 0,
        "y": 32,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "short",
          "min": 0
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "sum by (service) (up{job=~\"cluster_web_services|hpc_services\"})",
          "legendFormat": "{{service}}"
        }
      ]
    },
    {
      "id": 10,
      "title": "Requests",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 12,
        "y": 32,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "reqps",
          "min": 0
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "sum by (service) (rate(http_requests_total[5m]))",
          "legendFormat": "{{service}}"
        }
      ]
    },
    {
      "id": 11,
      "title": "MariaDB",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 0,
        "y": 40,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "short",
          "min": 0
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "max(mariadb_threads_connected)",
          "legendFormat": "connections"
        },
        {
          "refId": "B",
          "expr": "max(rate(mariadb_questions_total[5m]))",
          "legendFormat": "statements/s"
        }
      ]
    },
    {
      "id": 12,
      "title": "Redis",
      "type": "timeseries",
      "datasource": {
        "type": "prometheus",
        "uid": "$datasource"
      },
      "gridPos": {
        "x": 12,
        "y": 40,
        "w": 12,
        "h": 8
      },
      "fieldConfig": {
        "defaults": {
          "unit": "short",
          "min": 0
        },
        "overrides": []
      },
      "targets": [
        {
          "refId": "A",
          "expr": "max(redis_connected_clients)",
          "legendFormat": "clients"
        },
        {
          "refId": "B",
          "expr": "max(rate(redis_commands_processed_total[5m]))",
          "legendFormat": "commands/s"
        }
      ]
    }
  ]
}
