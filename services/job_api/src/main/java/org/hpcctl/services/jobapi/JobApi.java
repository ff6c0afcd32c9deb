package org.hpcctl.services.jobapi;

import module java.base;

import org.hpcctl.services.jobapi.slurm.LocalJobs;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.jobapi.slurm.Slurm;
import org.hpcctl.services.jobapi.watch.Chronicle;
import org.hpcctl.services.jobapi.watch.Watch;
import org.hpcctl.services.kit.Application;
import org.hpcctl.services.kit.Ground;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.act.ActAsUser;
import org.hpcctl.services.kit.database.Database;

/// Puts the service together.
record JobApi(Routes routes, boolean local) implements Application {
  private static final String SCHEMA = "org/hpcctl/services/jobapi/schema";

  static JobApi start(Ground ground, Options options) throws IOException {
    boolean local = options.local(ground.settings().surroundings().alone());
    if (local && !ground.settings().bind().isLoopbackAddress()) {
      throw new IOException(
          "local jobs would run as this service, with its passwords: give a loopback address as"
              + " \"bind\", or \"scheduler\": \"slurm\"");
    }
    ActAsUser act = local ? ActAsUser.here() : ActAsUser.through(options.act(), options.orders());
    Scheduler scheduler =
        ground.closing(
            local
                ? new LocalJobs(ground.state().resolve("jobs"), ground.settings().host())
                : Slurm.here(act));
    if (!local) {
      ground.watch("act", () -> missing(options.act()));
    }
    return over(ground, scheduler, act, local);
  }

  static JobApi over(Ground ground, Scheduler scheduler, ActAsUser act, boolean local)
      throws IOException {
    Database database = ground.database("jobs_db", SCHEMA);
    Watch watch =
        ground.closing(
            Watch.over(
                scheduler, ground.redis(), new Chronicle(scheduler, database, ground.bus())));
    ground.watch("scheduler", watch::fault);
    Rights rights = new Rights(watch, database, local);
    Submitter submitter = new Submitter(scheduler, database, watch);
    List<Route> all = new ArrayList<>();
    all.addAll(new ListRoutes(rights, watch).routes());
    all.addAll(new ClusterRoutes(scheduler).routes());
    all.addAll(new HistoryRoutes(rights, scheduler, database).routes());
    all.addAll(new TemplateRoutes(rights, submitter, database).routes());
    all.addAll(new JobRoutes(rights, scheduler, submitter, watch).routes());
    all.addAll(new OutputRoutes(rights, scheduler, act, watch).routes());
    return new JobApi(Routes.of(all), local);
  }

  /// Local jobs are children of the process and known to the one that started them.
  @Override
  public Optional<String> whyNotBeside() {
    return local
        ? Optional.of(
            "scheduler: local jobs are tied to this process; a restart takes new settings")
        : Optional.empty();
  }

  private static Optional<String> missing(Path socket) {
    return Files.exists(socket)
        ? Optional.empty()
        : Optional.of(socket + " is not there: is hpcctl-act.socket running?");
  }
}
