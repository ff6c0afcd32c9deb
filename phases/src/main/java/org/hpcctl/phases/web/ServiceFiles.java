package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Inputs;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.SecretFile;
import org.hpcctl.resource.TextFile;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.ServiceSettings;
import org.hpcctl.spec.WebService;
import org.hpcctl.templates.web.LogRotation;
import org.hpcctl.templates.web.ServiceSettingsFile;
import org.hpcctl.templates.web.ServiceUnit;
import org.hpcctl.templates.web.ServicesTarget;

/// What one service consists of on one head, apart from its jar.
final class ServiceFiles {
  private static final int DRAIN_SECONDS = 10;

  private ServiceFiles() {}

  static List<Resource> of(Inputs inputs, Controller host, WebService service) {
    String name = service.yamlName();
    return List.of(
        new Link(
            "%s/%s/%s.jar".formatted(Web.HOME, name, name),
            Web.jarName(service, inputs.release().blob(name + ".jar"))),
        ServiceCache.current(inputs, service),
        configuration(
            service,
            "%s/config/%s.json".formatted(Web.HOME, name),
            settings(inputs.cluster(), host, service)),
        TextFile.of(
            "/etc/systemd/system/%s.service".formatted(name),
            Ownership.root("644"),
            unit(inputs.cluster(), service)));
  }

  /// A back end's holds passwords, a front end's may be seen in a plan.
  private static Resource configuration(WebService service, String path, String text) {
    Ownership ownership = Ownership.root("600");
    return switch (service.kind()) {
      case FRONTEND -> TextFile.of(path, ownership, text);
      case BACKEND -> SecretFile.of(path, ownership, new Secret(text));
    };
  }

  /// What all eight run with.
  static List<Resource> runtime(Inputs inputs) {
    return List.of(
        new Link(Web.HOME + "/runtime/current", inputs.release().blob(Web.RUNTIME).edition()));
  }

  static List<Resource> shared(Inputs inputs) {
    List<Resource> files = new ArrayList<>(runtime(inputs));
    files.add(
        TextFile.of(
            "/etc/systemd/system/web_services.target",
            Ownership.root("644"),
            new ServicesTarget(
                    Arrays.stream(WebService.values()).map(WebService::yamlName).toList())
                .text()));
    files.add(
        TextFile.of(
            "/etc/logrotate.d/web_services", Ownership.root("644"), new LogRotation().text()));
    return files;
  }

  private static String settings(Cluster cluster, Controller host, WebService service) {
    return new ServiceSettingsFile(
            service.yamlName(),
            cluster.name(),
            host.hostname(),
            host.ip(),
            cluster.web().service(service).port(),
            DRAIN_SECONDS,
            service.kind() == WebService.Kind.BACKEND
                ? Optional.of(BackEnds.settings(cluster, host, service))
                : Optional.empty())
        .text();
  }

  private static String unit(Cluster cluster, WebService service) {
    ServiceSettings settings = cluster.web().service(service);
    List<String> peers =
        Stream.of(
                cluster.controllersWith(Service.WEB).stream().map(Controller::ip),
                cluster.network().managementNetwork().stream(),
                service.kind() == WebService.Kind.BACKEND
                    ? BackEnds.addresses(cluster, service).stream()
                    : Stream.<String>empty())
            .flatMap(addresses -> addresses)
            .distinct()
            .toList();
    return new ServiceUnit(
            service.yamlName(),
            startsAfter(service),
            heapMb(settings.memoryMax().bytes() >> 20),
            service.kind() == WebService.Kind.FRONTEND,
            settings.memoryMax().toString(),
            settings.cpuQuotaPercent(),
            2 * DRAIN_SECONDS,
            service.kind() == WebService.Kind.BACKEND,
            service == WebService.JOB_API || service == WebService.FILE_SERVICE,
            service == WebService.AUTH_SERVICE && cluster.web().auth().pam().isPresent(),
            service == WebService.AUTH_SERVICE && cluster.web().auth().byName(),
            peers)
        .text();
  }

  /// A quarter of what a service may take, since code, classes and buffers want as much again and a
  /// heap is never smaller for being allowed more; half where a quarter would be little.
  private static long heapMb(long most) {
    return Math.max(Math.max(32, Math.min(64, most / 2)), most / 4);
  }

  /// Who signs in comes first, what shows the others' answers last.
  private static List<String> startsAfter(WebService service) {
    Stream<WebService> earlier =
        switch (service.kind()) {
          case FRONTEND ->
              Arrays.stream(WebService.values())
                  .filter(other -> other.kind() == WebService.Kind.BACKEND);
          case BACKEND -> Stream.of(WebService.AUTH_SERVICE).filter(other -> other != service);
        };
    return earlier.map(other -> other.yamlName() + ".service").toList();
  }
}
