package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Inputs;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Unit;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.WebService;

/// Everything of one head that changes together: files first, then units, the services before
/// nginx.
final class Head {
  private Head() {}

  static List<Resource> resources(Inputs inputs, Controller host) {
    Map<WebService, List<Resource>> services = new EnumMap<>(WebService.class);
    for (WebService service : WebService.values()) {
      services.put(service, ServiceFiles.of(inputs, host, service));
    }
    List<Resource> nginx = nginx(inputs, host);

    List<Resource> resources = new ArrayList<>();
    resources.add(new Directory("/etc/nginx/hpcctl", Ownership.root("755")));
    resources.add(new Directory("/etc/nginx/hpcctl/http", Ownership.root("755")));
    resources.addAll(Certificate.directories(inputs));
    resources.add(new Directory("/etc/systemd/system/nginx.service.d", Ownership.root("755")));
    resources.addAll(ServiceFiles.shared(inputs));
    resources.addAll(AskProviders.files(inputs));
    resources.addAll(once(services.values().stream().flatMap(List::stream).toList()));
    resources.addAll(nginx.subList(0, nginx.size() - 1));
    services.forEach(
        (service, files) ->
            resources.add(
                Unit.running(
                    service.yamlName() + ".service",
                    Unit.OnChange.RESTART,
                    Stream.concat(files.stream(), ServiceFiles.runtime(inputs).stream())
                        .map(Resource::id)
                        .toList())));
    resources.add(Unit.running("web_services.target", Unit.OnChange.RELOAD, List.of()));
    resources.add(nginx.getLast());
    return resources;
  }

  /// The files of nginx, then its unit.
  static List<Resource> nginx(Inputs inputs, Controller host) {
    List<Resource> nginx = new ArrayList<>(NginxFiles.of(inputs, host));
    nginx.add(
        Unit.running(
            "nginx.service", Unit.OnChange.RELOAD, nginx.stream().map(Resource::id).toList()));
    return nginx;
  }

  /// Services share folders. Told by their names: to compare all resources with each other takes
  /// the JVM longer than to make them.
  private static Collection<Resource> once(List<Resource> resources) {
    SequencedMap<String, Resource> byName = new LinkedHashMap<>();
    for (Resource resource : resources) {
      Resource earlier = byName.putIfAbsent(resource.id(), resource);
      if (earlier != null && !earlier.equals(resource)) {
        throw new IllegalStateException("two services differ in " + resource.id());
      }
    }
    return byName.values();
  }
}
