package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Fact;
import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Phase;
import org.hpcctl.plan.Stage;
import org.hpcctl.plan.Validation;
import org.hpcctl.resource.Account;
import org.hpcctl.resource.Artifact;
import org.hpcctl.resource.Blob;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Tree;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.Ssl;
import org.hpcctl.spec.WebService;

/// The portal: nginx, its certificate and the eight services on every controller with
/// `services.web`.
public final class Web implements Phase {
  static final String HOME = "/opt/web_services";
  static final String RUNTIME = "services-runtime.tar.gz";
  static final String LOGS = "/var/log/web_services";
  static final String ACCOUNT = "webservice";

  @Override
  public int number() {
    return 6;
  }

  @Override
  public String name() {
    return "web";
  }

  @Override
  public List<Fact> facts(Inputs inputs) {
    return List.of(
        new Fact(
            NginxFiles.VERSION,
            """
            version=$(version_of nginx)
            version=${version#*:}
            if [ -z "$version" ] && [ -x /usr/sbin/nginx ]; then
              version=$(/usr/sbin/nginx -v 2>&1)
              version=${version#*nginx/}
            fi
            if [ -n "$version" ]; then
              echo "${version%%[!0-9.]*}"
            else
              version=$(apt-cache -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= policy nginx | sed -n 's|^ *Candidate: *\\([0-9][0-9.]*\\).*|\\1|p')
              # Where apt has no lists yet, the system tells what it will find.
              . /etc/os-release
              case "$ID:${VERSION_ID:-}" in
                debian:12) usual=1.22.1 ;;
                debian:13) usual=1.26.3 ;;
                ubuntu:22.04) usual=1.18.0 ;;
                ubuntu:24.04) usual=1.24.0 ;;
                *) usual= ;;
              esac
              echo "${version:-$usual}"
            fi
            """));
  }

  @Override
  public List<Stage> stages(Inputs inputs) {
    List<Controller> hosts = inOrderOfUpdate(inputs);
    if (hosts.isEmpty()) {
      return List.of();
    }
    List<Stage> stages =
        List.of(
            everywhere("packages", hosts, packages(inputs)),
            everywhere("account and directories", hosts, ground(inputs)),
            everywhere("acting as the user", hosts, helpers(inputs)),
            everywhere("release " + inputs.release().version(), hosts, release(inputs)),
            new Stage(
                "portal",
                RollingUpdate.of(inputs.cluster()),
                List.of(new Validation("/etc/nginx", NginxFiles.CHECK)),
                byHost(hosts, host -> Head.resources(inputs, host))),
            everywhere("earlier releases", hosts, List.of(Leftovers.gone())));
    return Stream.concat(stages.stream(), Stream.of(Renewals.stage(inputs.cluster(), hosts)))
        .toList();
  }

  /// The likely holder of the virtual IP comes last: so it moves once, not once a host.
  private static List<Controller> inOrderOfUpdate(Inputs inputs) {
    return inputs.cluster().controllersWith(Service.WEB).stream()
        .sorted(Comparator.comparing(Controller::priority))
        .toList();
  }

  private static Stage everywhere(String name, List<Controller> hosts, List<Resource> resources) {
    return Stage.everywhere(name, byHost(hosts, _ -> resources));
  }

  private static SequencedMap<String, List<Resource>> byHost(
      List<Controller> hosts, Function<Controller, List<Resource>> resources) {
    SequencedMap<String, List<Resource>> byHost = new LinkedHashMap<>();
    hosts.forEach(host -> byHost.put(host.hostname(), resources.apply(host)));
    return byHost;
  }

  // A new certificate is proven to be served by openssl on the host itself.
  private static List<Resource> packages(Inputs inputs) {
    List<Resource> packages = new ArrayList<>(List.of(new DebianPackage("nginx")));
    if (inputs.cluster().web().ssl().mode() == Ssl.Mode.LETSENCRYPT) {
      packages.add(new DebianPackage("openssl"));
    }
    packages.addAll(AskPam.packages(inputs.cluster().web().auth().pam()));
    return packages;
  }

  /// What does for the services what takes rights that they have not.
  private static List<Resource> helpers(Inputs inputs) {
    return Stream.concat(
            ActAsUser.resources().stream(),
            AskPam.resources(inputs.cluster().web().auth().pam()).stream())
        .distinct()
        .toList();
  }

  private static List<Resource> ground(Inputs inputs) {
    List<Resource> resources = new ArrayList<>();
    resources.add(new Account(ACCOUNT, HOME, "/usr/sbin/nologin", new TreeSet<>()));
    resources.add(ActAsUser.account());
    resources.addAll(AskPam.accounts(inputs.cluster().web().auth().pam()));
    resources.add(new Directory(HOME, Ownership.root("755")));
    resources.add(new Directory(HOME + "/runtime", Ownership.root("755")));
    resources.add(new Directory(HOME + "/config", Ownership.root("700")));
    // Everybody may make a directory of his own in it and touch no other; opening it takes reading.
    resources.add(new Directory(BackEnds.uploads(inputs.cluster()), Ownership.root("1777")));
    for (WebService service : WebService.values()) {
      resources.add(new Directory(HOME + "/" + service.yamlName(), Ownership.root("755")));
      resources.add(new Directory(ServiceCache.directory(service), Ownership.root("755")));
    }
    resources.add(new Directory(LOGS, new Ownership(ACCOUNT, "adm", "2750")));
    resources.add(PortalLogs.readable());
    return resources;
  }

  private static List<Resource> release(Inputs inputs) {
    List<Resource> resources = new ArrayList<>();
    Blob runtime = inputs.release().blob(RUNTIME);
    resources.add(new Tree(HOME + "/runtime/" + runtime.edition(), runtime));
    for (WebService service : WebService.values()) {
      Blob jar = inputs.release().blob(service.yamlName() + ".jar");
      resources.add(
          new Artifact(
              HOME + "/" + service.yamlName() + "/" + jarName(service, jar),
              Ownership.root("644"),
              jar));
      resources.add(ServiceCache.tree(inputs, service));
    }
    return resources;
  }

  static String jarName(WebService service, Blob jar) {
    return service.yamlName() + "-" + jar.edition() + ".jar";
  }
}
