package org.hpcctl.phases.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.phases.Example;
import org.hpcctl.phases.HostFiles;
import org.hpcctl.plan.Inputs;
import org.hpcctl.spec.Ssl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NginxLintTest {
  @ParameterizedTest
  @ValueSource(strings = {"1.18.0", "1.22.1", "1.24.0", "1.26.3", "1.30.4"})
  void our_files_have_no_fault_in_any_edition(String version) {
    for (Ssl.Mode mode : List.of(Ssl.Mode.SELF_SIGNED, Ssl.Mode.LETSENCRYPT, Ssl.Mode.NONE)) {
      for (int heads = 1; heads <= 3; heads++) {
        Inputs inputs =
            Example.inputs(
                Example.cluster(
                    IntStream.rangeClosed(1, heads).mapToObj(Example::head).toList(), mode));
        assertEquals(List.of(), NginxLint.check(parsed(inputs, version)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADD_HEADER_REDEFINITION | server { add_header A b; location / { add_header C d; } }",
        "PROXY_HEADER_REDEFINITION | server { proxy_set_header A b; location / { proxy_set_header C"
            + " d; } }",
        "HOST_SPOOFING | server { proxy_set_header Host $http_host; }",
        "HTTP_SPLITTING | server { return 301 https://x$uri; }",
        "ALIAS_TRAVERSAL | server { location /a { alias /b/; } }",
        "IF_IS_EVIL | server { location / { if ($arg_a) { return 400; } } }",
        "ALLOW_WITHOUT_DENY | server { location / { allow 127.0.0.1; } }",
        "SERVER_SIDE_REQUEST_FORGERY | server { location / { limit_req zone=a; proxy_pass"
            + " http://$arg_host; } }",
        "VERSION_DISCLOSURE | server_tokens on;",
        "CAPTURES | server { rewrite ^/(.*)$ /x/$1; }",
        "CAPTURES | server { location ~ ^/a/(.*)$ { return 200; } }",
        "CAPTURES | server { location /a { return 200 $1; } }",
        "LIMIT_THAT_NEVER_COUNTS | server { location / { limit_req zone=a; return 200; } }",
        "UNLIMITED_PROXY | server { location / { proxy_pass http://a; } }",
        "MISSING_LOCATION | server { error_page 404 @nowhere; }",
        "UPSTREAM_WITHOUT_ZONE | upstream a { server 127.0.0.1:1; }"
      })
  void each_rule_finds_its_fault(NginxLint rule, String sample) {
    NginxText text = NginxText.parse("/x", Map.of("/x", "http { " + sample + " }"));
    assertEquals(1, rule.faults(text).count(), sample);
  }

  @Test
  void editions_differ_only_where_versions_do() {
    assertEquals(1, occurrences("1.24.0", "listen 443 ssl http2;"));
    assertEquals(0, occurrences("1.26.3", "listen 443 ssl http2;"));
    assertEquals(2, occurrences("1.26.3", "http2 on;"));
    assertEquals(0, occurrences("1.26.3", "keepalive_min_timeout"));
    assertEquals(1, occurrences("1.30.4", "keepalive_min_timeout"));
  }

  private static long occurrences(String version, String text) {
    return files(Example.three(), version).values().stream()
        .flatMap(String::lines)
        .filter(line -> line.strip().startsWith(text))
        .count();
  }

  private static NginxText parsed(Inputs inputs, String version) {
    Map<String, String> files = files(inputs, version);
    HostFiles.links(inputs, "server1")
        .forEach(
            (path, target) -> {
              if (files.containsKey(target)) {
                files.put(path, files.get(target));
              }
            });
    return NginxText.parse("/etc/nginx/nginx.conf", files);
  }

  private static SortedMap<String, String> files(Inputs inputs, String version) {
    SortedMap<String, String> files =
        HostFiles.of(inputs, "server1", Map.of("nginx.version", version, "vip.interface", "eth0"));
    files.keySet().removeIf(path -> !path.startsWith("/etc/nginx/"));
    files.put("/etc/nginx/mime.types", "types { }");
    return files;
  }
}
