package org.hpcctl.phases;

import module java.base;

import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Release;
import org.hpcctl.plan.SignInAuthorities;
import org.hpcctl.resource.Blob;
import org.hpcctl.resource.Digest;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Acme;
import org.hpcctl.spec.Auth;
import org.hpcctl.spec.Become;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.ComputeNode;
import org.hpcctl.spec.Connection;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.DataSize;
import org.hpcctl.spec.Monitoring;
import org.hpcctl.spec.Network;
import org.hpcctl.spec.RateLimits;
import org.hpcctl.spec.RateLimits.RateLimit;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.ServiceSettings;
import org.hpcctl.spec.Ssh;
import org.hpcctl.spec.Ssl;
import org.hpcctl.spec.Stores;
import org.hpcctl.spec.Upstream;
import org.hpcctl.spec.Vip;
import org.hpcctl.spec.Web;
import org.hpcctl.spec.WebService;

/// Clusters to plan for.
public final class Example {
  private Example() {}

  /// Three heads behind a virtual IP, with TLS.
  public static Inputs three() {
    return inputs(cluster(List.of(head(1), head(2), head(3)), Ssl.Mode.SELF_SIGNED));
  }

  private static final Auth PAM =
      new Auth(Optional.of("hpc-portal"), Optional.empty(), Optional.empty());
  private static final String THUMBPRINT = "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI";

  public static Inputs inputs(Cluster cluster) {
    return inputs(cluster, certificate());
  }

  public static Inputs inputs(Cluster cluster, KeyPairPem certificate) {
    return new Inputs(
        cluster,
        cluster.web().ssl().mode() == Ssl.Mode.NONE ? Optional.empty() : Optional.of(certificate),
        cluster.web().ssl().mode() == Ssl.Mode.LETSENCRYPT
            ? Optional.of(THUMBPRINT)
            : Optional.empty(),
        new SignInAuthorities(
            cluster.web().auth().ldap().flatMap(Auth.Ldap::caFile).map(_ -> "the directory's CA\n"),
            cluster.web().auth().oidc().flatMap(Auth.Oidc::caFile).map(_ -> "the issuer's CA\n")),
        release());
  }

  public static Cluster cluster(List<Controller> controllers, Ssl.Mode mode) {
    return cluster(controllers, mode, PAM);
  }

  /// Three heads whose people are known elsewhere.
  public static Inputs with(Auth auth) {
    return inputs(cluster(List.of(head(1), head(2), head(3)), Ssl.Mode.SELF_SIGNED, auth));
  }

  private static Cluster cluster(List<Controller> controllers, Ssl.Mode mode, Auth auth) {
    return new Cluster(
        "example",
        "example.org",
        "Europe/Berlin",
        "root@example.org",
        new Ssh(
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Become.NONE),
        new Network(
            Optional.of(new Vip("192.168.1.100", 24, Optional.empty(), 51)),
            Optional.of("192.168.1.0/24")),
        controllers,
        List.of(new ComputeNode("node1", "192.168.1.201", 8, 16_000, Optional.empty())),
        web(mode, auth));
  }

  public static Controller head(int number) {
    return new Controller(
        "server" + number,
        "192.168.1.10" + number,
        Set.of(Service.WEB, Service.KEEPALIVED),
        number == 1,
        110 - 10 * number,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Connection.SSH);
  }

  private static Web web(Ssl.Mode mode, Auth auth) {
    Map<WebService, ServiceSettings> services = new EnumMap<>(WebService.class);
    Map<WebService, Upstream> upstreams = new EnumMap<>(WebService.class);
    for (WebService service : WebService.values()) {
      services.put(
          service, new ServiceSettings(service.defaultPort(), new DataSize(512L << 20), 100));
      upstreams.put(service, new Upstream(Upstream.Balance.LEAST_CONN, Map.of("server1", 3)));
    }
    upstreams.put(WebService.DASHBOARD, new Upstream(Upstream.Balance.ROUND_ROBIN, Map.of()));
    upstreams.put(WebService.WEBSOCKET_SERVICE, new Upstream(Upstream.Balance.IP_HASH, Map.of()));
    return new Web(
        "cluster.example.org",
        new Secret("an example's session secret of 40 letters"),
        new Secret("another example's secret that is long enough"),
        new Ssl(
            mode,
            Optional.empty(),
            Optional.empty(),
            acme(),
            Ssl.TlsVersion.V1_2,
            new Ssl.Hsts(31_536_000, true, false)),
        services,
        upstreams,
        new RateLimits(new RateLimit(10, 20), new RateLimit(5, 10), new RateLimit(20, 30), 100),
        new DataSize(10L << 30),
        stores(),
        Web.TokenSignature.EDDSA,
        new Monitoring(List.of("all", "server2:9200")),
        auth);
  }

  private static Stores stores() {
    return new Stores(
        Optional.of(
            new Stores.Database(
                "192.168.1.150",
                3306,
                "hpcctl",
                new Secret("the database's password"),
                Optional.empty())),
        Optional.of(
            new Stores.Redis(
                Stores.Mode.SENTINEL,
                List.of("192.168.1.150:26379", "192.168.1.151:26379"),
                "mymaster",
                Optional.of(new Secret("the password of Redis")),
                Optional.empty())),
        true,
        Optional.of("/mnt/gluster/uploads"));
  }

  private static Acme acme() {
    return new Acme(
        List.of(
            new Acme.Authority("https://ca.example.org/dir", Optional.empty(), Optional.empty())),
        Optional.empty(),
        List.of(),
        Acme.KeyType.EC256,
        Optional.empty(),
        Optional.empty(),
        Acme.Challenge.HTTP_01,
        Optional.empty(),
        Optional.empty(),
        new Acme.Warn(21, 7),
        new Acme.Hooks(Optional.empty(), Optional.empty(), Duration.ofSeconds(60)),
        true);
  }

  // The plan only carries it; the tests with a real nginx bring a real one.
  private static KeyPairPem certificate() {
    return new KeyPairPem("the certificate of the example\n", new Secret("its key\n"));
  }

  private static Release release() {
    SortedMap<String, Blob> blobs = new TreeMap<>();
    Stream.concat(
            Arrays.stream(WebService.values())
                .map(WebService::yamlName)
                .flatMap(name -> Stream.of(name + ".jar", name + ".aot.tar.gz")),
            Stream.of("services-runtime.tar.gz"))
        .forEach(
            name -> blobs.put(name, new Blob(name, Digest.of(name), 1_000_000, Optional.empty())));
    return new Release("0.1.0", blobs);
  }
}
