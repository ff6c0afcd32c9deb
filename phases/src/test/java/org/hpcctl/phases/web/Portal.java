package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.phases.Example;
import org.hpcctl.phases.HostFiles;
import org.hpcctl.plan.Inputs;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Cluster;
import org.junit.jupiter.api.Assumptions;

/// The portal's real nginx on this machine, apart from everything else on it.
final class Portal {
  private final Path folder;

  private Portal(Path folder) {
    this.folder = folder;
  }

  /// Skips the test, with one line, where there is no nginx or no right to make namespaces.
  static Portal of(Cluster cluster, Path folder) throws Exception {
    boolean possible =
        Files.isExecutable(Path.of("/usr/sbin/nginx"))
            && Files.isExecutable(Path.of("/usr/bin/openssl"))
            && run(List.of("unshare", "--mount", "--net", "true")).status() == 0;
    Assumptions.assumeTrue(possible, "skipped: needs nginx, openssl and root");
    Portal portal = new Portal(folder);
    portal.write(cluster);
    return portal;
  }

  /// nginx's own version.
  static String version() throws Exception {
    Matcher version =
        Pattern.compile("nginx/([0-9.]+)").matcher(run(List.of("/usr/sbin/nginx", "-v")).text());
    return version.find() ? version.group(1) : "";
  }

  private void write(Cluster cluster) throws Exception {
    run(List.of("cp", "-a", "/etc/nginx", folder.resolve("nginx").toString()));
    for (String ofThisMachine : List.of("sites-enabled", "modules-enabled", "conf.d")) {
      run(List.of("rm", "-rf", folder.resolve("nginx").resolve(ofThisMachine).toString()));
      Files.createDirectory(folder.resolve("nginx").resolve(ofThisMachine));
    }
    Inputs inputs = Example.inputs(cluster, pair());
    HostFiles.of(inputs, "server1", Map.of("nginx.version", version(), "vip.interface", "lo"))
        .forEach(
            (path, text) -> {
              if (path.startsWith("/etc/nginx/")) {
                put(folder.resolve("nginx").resolve(path.substring("/etc/nginx/".length())), text);
              }
            });
    for (Map.Entry<String, String> link : HostFiles.links(inputs, "server1").entrySet()) {
      if (link.getKey().startsWith("/etc/nginx/")) {
        Files.createSymbolicLink(
            folder.resolve("nginx").resolve(link.getKey().substring("/etc/nginx/".length())),
            Path.of(link.getValue()));
      }
    }
    put(folder.resolve("check"), NginxFiles.CHECK);
    put(folder.resolve("services.conf"), services());
  }

  /// Eight services on three heads, played by one nginx: each says its name, the head that was
  /// asked and the path it saw. `sick` files in the folder make one unready.
  private String services() {
    StringBuilder text =
        new StringBuilder(
            """
            pid %1$s/services.pid;
            error_log %1$s/services.log warn;
            user root;
            events {}
            http {
              access_log off;
              root %1$s;
            """
                .formatted(folder));
    Cluster cluster = Example.three().cluster();
    cluster
        .web()
        .services()
        .forEach(
            (service, settings) ->
                text.append(
                    """
                      server {
                        %1$s
                        location = /health/ready {
                          if (-f %3$s/sick_%2$s) { return 503; }
                          return 200;
                        }
                        location = /api/files/upload { client_max_body_size 0; return 200 "stored\\n"; }
                        location / {
                          add_header X-Frame-Options ALLOWALL;
                          return 200 "%2$s $server_addr $request_uri $http_x_forwarded_for $http_x_forwarded_proto $http_x_request_id\\n";
                        }
                      }
                    """
                        .formatted(
                            cluster.controllers().stream()
                                .map(head -> "listen " + head.ip() + ":" + settings.port() + ";")
                                .collect(Collectors.joining(" ")),
                            service.yamlName(),
                            folder)));
    return text.append("}\n").toString();
  }

  /// Runs questions in sh, with curl, and returns what they printed.
  String ask(String questions) throws Exception {
    put(folder.resolve("questions"), questions);
    Path script = folder.resolve("portal.sh");
    try (InputStream in = Objects.requireNonNull(Portal.class.getResourceAsStream("portal.sh"))) {
      Files.write(script, in.readAllBytes());
    }
    Said said =
        run(
            List.of(
                "timeout",
                "60",
                "unshare",
                "--mount",
                "--net",
                "sh",
                script.toString(),
                folder.toString()));
    if (said.status() != 0) {
      throw new AssertionError(said.text());
    }
    return said.text();
  }

  private KeyPairPem pair() throws Exception {
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("certificate.pem");
    run(
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=cluster.example.org",
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString()));
    return new KeyPairPem(Files.readString(certificate), new Secret(Files.readString(key)));
  }

  private static void put(Path path, String text) {
    try {
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Said run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  private record Said(int status, String text) {}
}
