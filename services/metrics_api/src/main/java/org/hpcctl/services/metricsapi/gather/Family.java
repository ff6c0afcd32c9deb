package org.hpcctl.services.metricsapi.gather;

import module java.base;

/// The closed list of what this service tells: names as documents and dashboards know them.
public enum Family {
  SLURM_JOBS(
      "slurm_jobs_total",
      Type.GAUGE,
      "Jobs that Slurm knows of now; those that ended are forgotten after MinJobAge",
      true,
      "state"),
  JOBS_FINISHED(
      "hpc_jobs_finished_total",
      Type.COUNTER,
      "Jobs that this process saw end since it started",
      false,
      "state"),
  SLURM_NODES("slurm_nodes", Type.GAUGE, "Nodes by state as Slurm says it", true, "state"),
  SLURM_NODE_STATE(
      "slurm_node_state", Type.GAUGE, "1 for the state that a node is in", false, "node", "state"),
  SLURM_NODE_CPUS("slurm_node_cpus", Type.GAUGE, "CPUs of a node", false, "node"),
  SLURM_NODE_CPUS_ALLOCATED(
      "slurm_node_cpus_allocated", Type.GAUGE, "CPUs of a node that jobs have", true, "node"),
  SLURM_NODE_MEMORY(
      "slurm_node_memory_bytes", Type.GAUGE, "Memory of a node as configured", false, "node"),
  SLURM_NODE_MEMORY_FREE(
      "slurm_node_memory_free_bytes",
      Type.GAUGE,
      "Free memory of a node as its slurmd says it",
      false,
      "node"),
  SLURM_NODE_LOAD(
      "slurm_node_load", Type.GAUGE, "Load of a node as its slurmd says it", true, "node"),
  SLURM_NODE_GPUS("slurm_node_gpus", Type.GAUGE, "GPUs of a node as configured", false, "node"),
  SLURM_NODE_GPUS_ALLOCATED(
      "slurm_node_gpus_allocated", Type.GAUGE, "GPUs of a node that jobs have", true, "node"),
  ENDED_JOBS(
      "slurm_ended_jobs",
      Type.GAUGE,
      "Jobs that ended within the last hour as Slurm's accounting has them",
      true,
      "state"),
  STARTED_JOBS(
      "slurm_started_jobs",
      Type.GAUGE,
      "Jobs that started within the last hour as Slurm's accounting has them",
      true,
      "partition"),
  WAIT_SECONDS(
      "slurm_wait_seconds",
      Type.GAUGE,
      "How long the jobs that started within the last hour had waited since they could, on average",
      true,
      "partition"),
  CPU_SECONDS(
      "slurm_cpu_seconds",
      Type.GAUGE,
      "CPU seconds that jobs had within the last hour as Slurm's accounting has them",
      true,
      "partition"),
  USER_JOBS_RUNNING("running", Type.HIDDEN, "Running jobs of a user", true, "user"),
  USER_JOBS_PENDING("pending", Type.HIDDEN, "Waiting jobs of a user", true, "user"),
  USER_CPUS("cpus", Type.HIDDEN, "CPUs that running jobs of a user have", true, "user"),
  NODE_CPU(
      "node_cpu_usage",
      Type.GAUGE,
      "Percent of a node's CPU time that was not idle since the look before",
      true,
      "node"),
  NODE_MEMORY("node_memory_usage", Type.GAUGE, "Percent of a node's memory in use", true, "node"),
  NODE_DISK("node_disk_usage", Type.GAUGE, "Percent of a node's fullest file system", true, "node"),
  NODE_LOAD("node_load_average", Type.GAUGE, "Load of the last minute", true, "node"),
  NODE_RECEIVED(
      "node_receive_bytes_per_second",
      Type.GAUGE,
      "Received by a node's network devices, without loopback, since the look before",
      true,
      "node"),
  NODE_SENT(
      "node_transmit_bytes_per_second",
      Type.GAUGE,
      "Sent by a node's network devices, without loopback, since the look before",
      true,
      "node"),
  MARIADB_CONNECTIONS("mariadb_threads_connected", Type.GAUGE, "Connections to the server", false),
  MARIADB_RUNNING("mariadb_threads_running", Type.GAUGE, "Connections at work", false),
  MARIADB_QUESTIONS("mariadb_questions_total", Type.COUNTER, "Statements that clients sent", false),
  MARIADB_SLOW("mariadb_slow_queries_total", Type.COUNTER, "Statements that took long", false),
  MARIADB_ABORTED("mariadb_aborted_connects_total", Type.COUNTER, "Connections that failed", false),
  MARIADB_UPTIME("mariadb_uptime_seconds", Type.GAUGE, "Since the server started", false),
  GALERA_SIZE("mariadb_galera_cluster_size", Type.GAUGE, "Members of the cluster", false),
  GALERA_READY("mariadb_galera_ready", Type.GAUGE, "1 when the member takes statements", false),
  GALERA_PAUSED(
      "mariadb_galera_flow_control_paused_ratio",
      Type.GAUGE,
      "Part of the time that replication stood still since the last FLUSH STATUS",
      false),
  REDIS_CLIENTS("redis_connected_clients", Type.GAUGE, "Connections to the server", false),
  REDIS_MEMORY("redis_memory_used_bytes", Type.GAUGE, "Memory in use", false),
  REDIS_COMMANDS(
      "redis_commands_processed_total", Type.COUNTER, "Commands that were answered", false),
  REDIS_EVICTED("redis_evicted_keys_total", Type.COUNTER, "Keys dropped for want of room", false),
  REDIS_EXPIRED("redis_expired_keys_total", Type.COUNTER, "Keys whose time was over", false),
  REDIS_HITS("redis_keyspace_hits_total", Type.COUNTER, "Lookups that found a key", false),
  REDIS_MISSES("redis_keyspace_misses_total", Type.COUNTER, "Lookups that found none", false),
  REDIS_REPLICAS("redis_connected_replicas", Type.GAUGE, "Replicas of the server", false),
  REDIS_UPTIME("redis_uptime_seconds", Type.GAUGE, "Since the server started", false),
  NGINX_ACTIVE("nginx_connections_active", Type.GAUGE, "Connections of clients", false),
  NGINX_WAITING("nginx_connections_waiting", Type.GAUGE, "Idle connections of clients", false),
  NGINX_REQUESTS("nginx_http_requests_total", Type.COUNTER, "Requests of clients", false);

  /// Which way a family may go.
  public enum Type {
    GAUGE,
    COUNTER,
    /// A gauge that is no affair of whoever may read `/metrics`.
    HIDDEN
  }

  private final String title;
  private final Type type;
  private final String help;
  private final boolean kept;
  private final List<String> labels;

  Family(String title, Type type, String help, boolean kept, String... labels) {
    this.title = title;
    this.type = type;
    this.help = help;
    this.kept = kept;
    this.labels = List.of(labels);
  }

  /// The name in `/metrics` and in the history.
  public String title() {
    return title;
  }

  public Type type() {
    return type;
  }

  String help() {
    return help;
  }

  /// Whether the history has it; it then has one label at most.
  public boolean kept() {
    return kept;
  }

  public List<String> labels() {
    return labels;
  }
}
