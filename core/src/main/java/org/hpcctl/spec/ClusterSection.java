package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.ListOf;
import org.hpcctl.spec.schema.Section;
import org.hpcctl.spec.schema.Values;

/// The whole file. Start here to add a section.
final class ClusterSection {
  /// `cluster:`
  private record Names(String name, String domain, String timezone, String adminEmail) {}

  private static final Field<Names, String> NAME =
      Field.of("name", Form.CLUSTER_NAME, Names::name, "the name of the cluster")
          .alsoWritten("cluster_name");
  private static final Field<Names, String> DOMAIN =
      Field.of("domain", Form.DOMAIN, Names::domain, "the DNS domain of the hosts")
          .orElse("hpc.internal");
  private static final Field<Names, String> TIMEZONE =
      Field.of("timezone", Form.TIMEZONE, Names::timezone, "the time zone of the hosts")
          .orElse("UTC");
  private static final Field<Names, String> ADMIN_EMAIL =
      Field.<Names, String>of(
              "admin_email", Form.EMAIL, Names::adminEmail, "who is told when something is wrong")
          .orElseDerived("root@ and the domain", values -> "root@" + values.of(DOMAIN));
  private static final Section<Names> NAMES_SECTION =
      Section.of(
              "What the cluster is called",
              values ->
                  new Names(
                      values.of(NAME),
                      values.of(DOMAIN),
                      values.of(TIMEZONE),
                      values.of(ADMIN_EMAIL)),
              NAME,
              DOMAIN,
              TIMEZONE,
              ADMIN_EMAIL)
          .notReading("ssh_password", "hpcctl logs in with keys; give ssh.key or use an agent");

  private static final Field<Cluster, Names> NAMES =
      Field.of("cluster", NAMES_SECTION, ClusterSection::names, "what the cluster is called")
          .alsoWritten("cluster_info");
  private static final Field<Cluster, Ssh> SSH =
      Field.of("ssh", SshSection.SECTION, Cluster::ssh, "how hpcctl reaches the hosts")
          .orElseEmpty();
  private static final Field<Cluster, Network> NETWORK =
      Field.of("network", NetworkSection.SECTION, Cluster::network, "the networks of the cluster")
          .orElseEmpty();
  private static final Field<Cluster, List<Controller>> CONTROLLERS =
      Field.of(
          "controllers",
          new ListOf<>(ControllerSection.SECTION),
          Cluster::controllers,
          "which head nodes there are");
  private static final Field<Cluster, List<ComputeNode>> COMPUTE_NODES =
      Field.of(
              "compute_nodes",
              new ListOf<>(ComputeNodeSection.SECTION),
              Cluster::computeNodes,
              "which hosts run jobs")
          .orElse(List.of());
  private static final Field<Cluster, Web> WEB =
      Field.of("web", WebSection.SECTION, Cluster::web, "the portal");

  static final Section<Cluster> SECTION = unread(section());

  private ClusterSection() {}

  private static Section<Cluster> section() {
    return Section.of(
            "A highly available HPC head-node cluster, for hpcctl",
            ClusterSection::make,
            NAMES,
            SSH,
            NETWORK,
            CONTROLLERS,
            COMPUTE_NODES,
            WEB)
        .wrappedIn("nodes");
  }

  private static Cluster make(Values values) {
    Names names = values.of(NAMES);
    return new Cluster(
        names.name(),
        names.domain(),
        names.timezone(),
        names.adminEmail(),
        values.of(SSH),
        values.of(NETWORK),
        values.of(CONTROLLERS),
        values.of(COMPUTE_NODES),
        values.of(WEB));
  }

  private static Names names(Cluster cluster) {
    return new Names(cluster.name(), cluster.domain(), cluster.timezone(), cluster.adminEmail());
  }

  /// What the old scripts knew and hpcctl does not do yet, or does by itself.
  private static Section<Cluster> unread(Section<Cluster> section) {
    String phase = "the phase %s is not built yet";
    return section
        .notReading("storage", phase.formatted("storage"))
        .notReading("shared_storage", phase.formatted("storage"))
        .notReading("database", phase.formatted("database"))
        .notReading("redis", phase.formatted("redis"))
        .notReading("slurm", phase.formatted("slurm"))
        .notReading("slurm_config", phase.formatted("slurm"))
        .notReading("cgroup", phase.formatted("slurm"))
        .notReading("gpu_computing", phase.formatted("slurm"))
        .notReading("backup", phase.formatted("backup"))
        .notReading("monitoring", "monitoring is not built yet")
        .notReading("container_support", "containers are not built yet")
        .notReading("sso", "signing in through another system is not built yet")
        .notReading("saml", "signing in through another system is not built yet")
        .notReading("users", "the accounts of the cluster's users are not built yet")
        .notReading("security", "web.jwt_secret and the phases say it")
        .notReading(
            "web_services", "the portal's eight services and their ports are in web.services")
        .notReading(
            "high_availability", "hpcctl checks the hosts by itself; priorities are in controllers")
        .notReading("clustering", "hosts join by being written into controllers")
        .notReading("environment", "variables come from the environment and the secrets file")
        .notReading("installation", "what to run is said on the command line: setup --phase")
        .notReading("time_synchronization", "hpcctl uses the time service of the host")
        .notReading("config_version", "there is only one form")
        .notReading("stage", "what to run is said on the command line: setup --phase");
  }
}
