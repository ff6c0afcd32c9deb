package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Monitoring;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.Ssl;
import org.hpcctl.spec.Stores;
import org.hpcctl.spec.Web;
import org.hpcctl.spec.WebService;
import org.hpcctl.templates.web.BackEndSettings;
import org.hpcctl.templates.web.BackEndSettings.Option;

/// Where the five back ends keep their data, and which head answers for them when that is on one
/// head alone.
public final class BackEnds {
  private static final String OWN_UPLOADS = org.hpcctl.phases.web.Web.HOME + "/uploads";
  private static final String ACT = "/run/hpcctl/act.sock";

  private BackEnds() {}

  /// The heads that answer for a service.
  static List<Controller> heads(Cluster cluster, WebService service) {
    List<Controller> all = cluster.controllersWith(Service.WEB);
    return shared(cluster.web().stores(), service) ? all : List.of(keeper(all));
  }

  /// Whether it makes no difference which head answers.
  private static boolean shared(Stores stores, WebService service) {
    return switch (service) {
      case DASHBOARD, MONITORING_DASHBOARD, ADMIN_PORTAL -> true;
      case AUTH_SERVICE, JOB_API, METRICS_API, WEBSOCKET_SERVICE -> stores.shared();
      case FILE_SERVICE -> stores.shared() && stores.uploads().isPresent();
    };
  }

  /// The one head whose data counts when it is not shared.
  private static Controller keeper(List<Controller> heads) {
    return heads.stream().filter(Controller::vipOwner).findFirst().orElseGet(heads::getFirst);
  }

  /// What an operator has to know before the portal is set up without shared stores.
  public static Optional<String> notice(Cluster cluster) {
    List<Controller> heads = cluster.controllersWith(Service.WEB);
    Stores stores = cluster.web().stores();
    List<String> alone =
        Arrays.stream(WebService.values())
            .filter(service -> !shared(stores, service))
            .map(WebService::yamlName)
            .toList();
    if (heads.isEmpty()) {
      return Optional.empty();
    }
    String noJobs = "job_api runs no job until there is a Slurm: web.stores.slurm is not true";
    if (alone.isEmpty()) {
      return stores.slurm() ? Optional.empty() : Optional.of(noJobs);
    }
    List<String> missing = new ArrayList<>();
    if (stores.database().isEmpty()) {
      missing.add("database");
    }
    if (stores.redis().isEmpty()) {
      missing.add("redis");
    }
    if (stores.uploads().isEmpty()) {
      missing.add("uploads");
    }
    String head = keeper(heads).hostname();
    String words =
        "%s answer from %s alone and keep their data there, for web.stores has no %s; while %s is down, they are"
            .formatted(String.join(", ", alone), head, String.join(", no ", missing), head);
    return Optional.of(stores.slurm() ? words : words + "; " + noJobs);
  }

  /// Where uploads lie; every user has a directory of his own in it.
  static String uploads(Cluster cluster) {
    return cluster.web().stores().uploads().orElse(OWN_UPLOADS);
  }

  static BackEndSettings settings(Cluster cluster, Controller host, WebService service) {
    Web web = cluster.web();
    Stores stores = web.stores();
    Controller signsIn = stores.shared() ? host : keeper(cluster.controllersWith(Service.WEB));
    return new BackEndSettings(
        !stores.shared(),
        (web.ssl().mode() == Ssl.Mode.NONE ? "http://" : "https://") + web.domain(),
        "http://%s:%d".formatted(signsIn.ip(), web.service(WebService.AUTH_SERVICE).port()),
        web.tokenSignature() == Web.TokenSignature.HS256
            ? Optional.of(web.jwtSecret().reveal())
            : Optional.empty(),
        stores.database().filter(_ -> stores.shared()).map(BackEnds::database),
        stores.redis().filter(_ -> stores.shared()).map(BackEnds::redis),
        options(cluster, service));
  }

  private static BackEndSettings.Database database(Stores.Database database) {
    return new BackEndSettings.Database(
        database.host(),
        database.port(),
        database.user(),
        database.password().reveal(),
        database.authority());
  }

  private static BackEndSettings.Redis redis(Stores.Redis redis) {
    return new BackEndSettings.Redis(
        redis.mode().name().toLowerCase(Locale.ROOT),
        redis.nodes(),
        redis.primaryName(),
        redis.password().map(Secret::reveal),
        redis.authority());
  }

  private static List<Option> options(Cluster cluster, WebService service) {
    Web web = cluster.web();
    return switch (service) {
      case AUTH_SERVICE ->
          Stream.concat(
                  Stream.of(Option.text("session_secret", web.sessionSecret().reveal())),
                  AskProviders.options(web.auth()).stream())
              .toList();
      // Never jobs of its own on a head: they would run as the service, with its passwords.
      case JOB_API -> List.of(Option.text("scheduler", "slurm"));
      case FILE_SERVICE ->
          List.of(
              Option.text("root", uploads(cluster)),
              Option.text("act", ACT),
              Option.number("max_file_size", web.uploadMax().bytes()));
      case METRICS_API ->
          List.of(
              Option.flag("slurm", web.stores().slurm()),
              Option.text("nginx_status", NginxFiles.STATUS),
              Option.texts(
                  "node_exporters",
                  web.monitoring().exporters(cluster).stream()
                      .map(one -> "%s=%s:%d".formatted(one.hostname(), one.ip(), one.port()))
                      .toList()));
      case WEBSOCKET_SERVICE, DASHBOARD, MONITORING_DASHBOARD, ADMIN_PORTAL -> List.of();
    };
  }

  /// What the unit of a back end has to reach besides the heads: its stores, for metrics_api what
  /// it looks at, and for auth_service who knows people.
  static List<String> addresses(Cluster cluster, WebService service) {
    Web web = cluster.web();
    Stores stores = web.stores();
    return Stream.of(
            stores.database().stream().map(Stores.Database::host),
            stores.redis().stream()
                .flatMap(redis -> redis.nodes().stream())
                .map(node -> node.substring(0, node.lastIndexOf(':'))),
            service == WebService.AUTH_SERVICE
                ? web.auth().addresses().stream()
                : Stream.<String>empty(),
            service == WebService.METRICS_API
                ? web.monitoring().exporters(cluster).stream().map(Monitoring.Exporter::ip)
                : Stream.<String>empty())
        .flatMap(all -> all)
        .distinct()
        .toList();
  }
}
