package org.hpcctl.services.metricsapi;

import module java.base;

import org.hpcctl.services.kit.Application;
import org.hpcctl.services.kit.Ground;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.metricsapi.gather.Exposition;
import org.hpcctl.services.metricsapi.gather.Gatherer;
import org.hpcctl.services.metricsapi.gather.Source;
import org.hpcctl.services.metricsapi.history.Chronicler;
import org.hpcctl.services.metricsapi.history.History;
import org.hpcctl.services.metricsapi.source.Accounting;
import org.hpcctl.services.metricsapi.source.MariaDb;
import org.hpcctl.services.metricsapi.source.NginxStatus;
import org.hpcctl.services.metricsapi.source.NodeExporter;
import org.hpcctl.services.metricsapi.source.RedisInfo;
import org.hpcctl.services.metricsapi.source.Slurm;

/// Puts the service together.
record MetricsApi(Routes routes) implements Application {
  private static final String SCHEMA = "org/hpcctl/services/metricsapi/schema";

  static MetricsApi start(Ground ground, Options options) throws IOException {
    Database database = ground.database("metrics_db", SCHEMA);
    List<Source> sources = new ArrayList<>();
    if (options.slurm().orElseGet(MetricsApi::slurmIsHere)) {
      sources.add(Slurm.here());
      sources.add(Accounting.here());
    }
    if (ground.settings().surroundings().database().isPresent()) {
      sources.add(new MariaDb(database));
    }
    ground.redis().map(RedisInfo::new).ifPresent(sources::add);
    options.nginx().map(NginxStatus::new).ifPresent(sources::add);
    options
        .nodes()
        .forEach(node -> sources.add(new NodeExporter(node.node(), node.host(), node.port())));
    return over(ground, database, sources);
  }

  static MetricsApi over(Ground ground, Database database, List<Source> sources) {
    Gatherer gatherer = ground.closing(Gatherer.start(sources));
    ground.metrics().register(new Exposition(gatherer));
    if (gatherer.has(Slurm.NAME)) {
      ground.watch("scheduler", () -> gatherer.fault(Slurm.NAME));
    }
    History history = new History(database);
    Chronicler _ = ground.closing(Chronicler.start(history, gatherer::current, ground.redis()));
    return new MetricsApi(Routes.of(new MonitoringRoutes(gatherer, history).routes()));
  }

  private static boolean slurmIsHere() {
    return Stream.of("squeue", "sinfo")
        .allMatch(
            name ->
                Stream.of("/usr/local/bin", "/usr/bin")
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))));
  }
}
