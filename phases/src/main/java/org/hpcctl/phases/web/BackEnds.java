package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.Ssl;
import org.hpcctl.spec.Stores;
import org.hpcctl.spec.Web;
import org.hpcctl.spec.WebService;
import org.hpcctl.templates.web.BackEndSettings;

/// Where the five back ends keep their data, and which head answers for them when that is in files
/// of one head.
public final class BackEnds {
  private BackEnds() {}

  /// The one head whose back ends are asked; empty when the data is shared and any will do.
  static Optional<Controller> only(Cluster cluster) {
    if (cluster.web().stores().shared()) {
      return Optional.empty();
    }
    List<Controller> heads = cluster.controllersWith(Service.WEB);
    return heads.stream()
        .filter(Controller::vipOwner)
        .findFirst()
        .or(() -> heads.stream().findFirst());
  }

  /// The heads that answer for a service.
  static List<Controller> heads(Cluster cluster, WebService service) {
    return switch (service.kind()) {
      case FRONTEND -> cluster.controllersWith(Service.WEB);
      case BACKEND ->
          only(cluster).map(List::of).orElseGet(() -> cluster.controllersWith(Service.WEB));
    };
  }

  /// What an operator has to know before the portal is set up without MariaDB and Redis.
  public static Optional<String> notice(Cluster cluster) {
    Stores stores = cluster.web().stores();
    List<String> missing = new ArrayList<>();
    if (stores.database().isEmpty()) {
      missing.add("database");
    }
    if (stores.redis().isEmpty()) {
      missing.add("redis");
    }
    String jobs =
        stores.slurm() ? "" : " Jobs run on that head itself: web.stores.slurm is not true.";
    return only(cluster)
        .map(
            head ->
                "the back ends answer from %s only and keep their data there: web.stores has no %s; while %s is down, nobody can sign in.%s"
                    .formatted(
                        head.hostname(), String.join(" and no ", missing), head.hostname(), jobs));
  }

  static BackEndSettings settings(Cluster cluster, Controller host) {
    Web web = cluster.web();
    Controller signsIn = only(cluster).orElse(host);
    return new BackEndSettings(
        !web.stores().shared(),
        (web.ssl().mode() == Ssl.Mode.NONE ? "http://" : "https://") + web.domain(),
        "http://%s:%d".formatted(signsIn.ip(), web.service(WebService.AUTH_SERVICE).port()),
        web.tokenSignature() == Web.TokenSignature.HS256
            ? Optional.of(web.jwtSecret().reveal())
            : Optional.empty(),
        web.stores().database().filter(_ -> web.stores().shared()).map(BackEnds::database),
        web.stores().redis().filter(_ -> web.stores().shared()).map(BackEnds::redis),
        List.of());
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
        redis.password().map(secret -> secret.reveal()),
        redis.authority());
  }

  /// Where its stores are: what a unit has to reach besides the heads.
  static List<String> storeAddresses(Cluster cluster) {
    Stores stores = cluster.web().stores();
    return Stream.concat(
            stores.database().stream().map(Stores.Database::host),
            stores.redis().stream()
                .flatMap(redis -> redis.nodes().stream())
                .map(node -> node.substring(0, node.lastIndexOf(':'))))
        .distinct()
        .toList();
  }
}
