package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Inputs;
import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Text;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Version;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.DataSize;
import org.hpcctl.spec.RateLimits;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.Ssl;
import org.hpcctl.spec.Vip;
import org.hpcctl.spec.Web;
import org.hpcctl.spec.WebService;
import org.hpcctl.templates.FileText;
import org.hpcctl.templates.web.AcmeChallenges;
import org.hpcctl.templates.web.Compression;
import org.hpcctl.templates.web.DefaultServer;
import org.hpcctl.templates.web.EarlyErrors;
import org.hpcctl.templates.web.Errors;
import org.hpcctl.templates.web.Headers;
import org.hpcctl.templates.web.InternalServer;
import org.hpcctl.templates.web.LimitZones;
import org.hpcctl.templates.web.Logging;
import org.hpcctl.templates.web.Member;
import org.hpcctl.templates.web.NginxMain;
import org.hpcctl.templates.web.NginxUnit;
import org.hpcctl.templates.web.PortalSite;
import org.hpcctl.templates.web.Proxying;
import org.hpcctl.templates.web.Readiness;
import org.hpcctl.templates.web.Reload;
import org.hpcctl.templates.web.RequestMaps;
import org.hpcctl.templates.web.Tls;
import org.hpcctl.templates.web.Upstreams;

/// The files of nginx on one head, in editions for its versions.
final class NginxFiles {
  /// The fact that picks the edition.
  static final String VERSION = "nginx.version";

  /// Where it counts its connections, for its own host.
  static final String STATUS = "http://127.0.0.1:8080/nginx_status";

  /// nginx takes a name that it already has as a mere warning; for us it is a mistake.
  static final String CHECK =
      """
      if ! answer=$(nginx -t 2>&1); then echo "$answer"; exit 1; fi
      case "$answer" in *'[warn]'*) echo "$answer"; exit 1 ;; esac
      """;

  /// Bytes that a body may hold besides the file: the form around it, as many as file_service
  /// takes. What is too large is then told by the service, in the words of its documents.
  private static final long FORM = 16L << 20;

  private static final String HOME = "/etc/nginx/hpcctl";
  private static final String TLS = HOME + "/http/60-tls.conf";
  private static final String ACME = HOME + "/acme.conf";
  private static final Version OLDEST = Version.parse("1.18");
  private static final Version HTTP2_DIRECTIVE = Version.parse("1.25.1");
  private static final Version KEEPALIVE_MIN_TIMEOUT = Version.parse("1.27.4");

  private final Cluster cluster;
  private final Web web;
  private final Controller host;
  private final boolean tls;
  private final Optional<String> thumbprint;

  private NginxFiles(Inputs inputs, Controller host) {
    this.cluster = inputs.cluster();
    this.web = cluster.web();
    this.host = host;
    this.tls = inputs.certificate().isPresent();
    this.thumbprint = inputs.thumbprint();
  }

  static List<Resource> of(Inputs inputs, Controller host) {
    NginxFiles nginx = new NginxFiles(inputs, host);
    List<Resource> files = new ArrayList<>(Certificate.files(inputs));
    files.addAll(nginx.settings());
    files.addAll(nginx.servers());
    files.add(
        new TextFile(HOME + "/reload.sh", Ownership.root("755"), Text.of(new Reload().text())));
    files.add(nginx.unit());
    files.addAll(nginx.absent());
    return files;
  }

  /// What the package brings and we replace, and what an earlier setup with TLS has left.
  private List<Resource> absent() {
    List<Resource> files = new ArrayList<>();
    files.add(new Absence("/etc/nginx/sites-enabled/default"));
    if (!tls) {
      files.add(new Absence(TLS));
    }
    if (thumbprint.isEmpty()) {
      files.add(new Absence(ACME));
    }
    return files;
  }

  private List<Resource> settings() {
    RateLimits limits = web.rateLimits();
    List<Resource> files = new ArrayList<>();
    files.add(
        file(
            "/etc/nginx/nginx.conf",
            edition(OLDEST, new NginxMain(false)),
            edition(KEEPALIVE_MIN_TIMEOUT, new NginxMain(true))));
    files.add(http("20-logging.conf", new Logging()));
    files.add(http("30-compression.conf", new Compression()));
    files.add(http("40-request.conf", new RequestMaps(origins(), strictTransportSecurity())));
    files.add(
        http(
            "50-limits.conf",
            new LimitZones(
                limits.general().perSecond(),
                limits.auth().perSecond(),
                limits.api().perSecond())));
    if (tls) {
      files.add(file(TLS, edition(OLDEST, new Tls(web.ssl().tlsMin() == Ssl.TlsVersion.V1_3))));
    }
    thumbprint.ifPresent(
        value -> files.add(file(ACME, edition(OLDEST, new AcmeChallenges(value)))));
    files.add(http("70-upstreams.conf", new Upstreams(Routing.pools(cluster))));
    files.add(file(HOME + "/headers.conf", edition(OLDEST, new Headers())));
    files.add(
        file(
            HOME + "/proxy.conf",
            edition(
                OLDEST, new Proxying(Math.min(3, cluster.controllersWith(Service.WEB).size())))));
    files.add(file(HOME + "/readiness.conf", edition(OLDEST, new Readiness())));
    files.add(file(HOME + "/early_errors.conf", edition(OLDEST, new EarlyErrors())));
    files.add(file(HOME + "/errors.conf", edition(OLDEST, new Errors())));
    return files;
  }

  private List<Resource> servers() {
    List<Member> services =
        Arrays.stream(WebService.values())
            .map(
                service ->
                    new Member(service.yamlName(), host.ip(), web.service(service).port(), 1))
            .toList();
    return List.of(
        file(
            HOME + "/http/80-default-server.conf",
            edition(OLDEST, new DefaultServer(tls, false, thumbprint.isPresent())),
            edition(HTTP2_DIRECTIVE, new DefaultServer(tls, true, thumbprint.isPresent()))),
        http("90-internal-server.conf", new InternalServer(host.ip(), services)),
        file(
            "/etc/nginx/sites-available/web_services",
            edition(OLDEST, site(false)),
            edition(HTTP2_DIRECTIVE, site(true))),
        new Link(
            "/etc/nginx/sites-enabled/web_services", "/etc/nginx/sites-available/web_services"));
  }

  private PortalSite site(boolean http2Directive) {
    List<String> internal = new ArrayList<>(List.of("127.0.0.1"));
    cluster.controllers().forEach(head -> internal.add(head.ip()));
    cluster.network().managementNetwork().ifPresent(internal::add);
    return new PortalSite(
        names(),
        tls,
        http2Directive,
        thumbprint.isPresent(),
        Routing.routes(web),
        new DataSize(web.uploadMax().bytes() + FORM).toString(),
        web.rateLimits().connections(),
        internal,
        host.ip() + ":" + web.service(WebService.METRICS_API).port(),
        Arrays.stream(WebService.values()).map(WebService::yamlName).toList());
  }

  private TextFile unit() {
    Optional<String> signal =
        host.runs(Service.KEEPALIVED) ? Optional.of("/run/hpcctl/nginx_stopped") : Optional.empty();
    return file(
        "/etc/systemd/system/nginx.service.d/hpcctl.conf", edition(OLDEST, new NginxUnit(signal)));
  }

  /// Every name and address under which the portal is reached.
  private List<String> names() {
    SequencedSet<String> names = new LinkedHashSet<>();
    names.add(web.domain());
    if (web.ssl().mode() == Ssl.Mode.LETSENCRYPT) {
      names.addAll(cluster.certificateNames());
    }
    cluster.network().vip().map(Vip::address).ifPresent(names::add);
    for (Controller head : cluster.controllersWith(Service.WEB)) {
      names.add(head.ip());
      names.add(head.hostname());
      if (!cluster.domain().isEmpty() && !head.hostname().contains(".")) {
        names.add(head.hostname() + "." + cluster.domain());
      }
    }
    return List.copyOf(names);
  }

  private List<String> origins() {
    return List.of((tls ? "https://" : "http://") + web.domain());
  }

  private List<String> strictTransportSecurity() {
    if (!tls) {
      return List.of();
    }
    Ssl.Hsts hsts = web.ssl().hsts();
    List<String> directives = new ArrayList<>(List.of("max-age=" + hsts.maxAge()));
    if (hsts.includeSubdomains()) {
      directives.add("includeSubDomains");
    }
    if (hsts.preload()) {
      directives.add("preload");
    }
    return directives;
  }

  private static TextFile http(String name, FileText text) {
    return file(HOME + "/http/" + name, edition(OLDEST, text));
  }

  private static Text.Edition edition(Version from, FileText text) {
    return new Text.Edition(from, text.text());
  }

  private static TextFile file(String path, Text.Edition... editions) {
    Text text =
        editions.length == 1 ? editions[0].text() : new Text.ByVersion(VERSION, List.of(editions));
    return new TextFile(path, Ownership.root("644"), text);
  }
}
