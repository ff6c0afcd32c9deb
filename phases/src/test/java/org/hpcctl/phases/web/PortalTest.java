package org.hpcctl.phases.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.phases.Example;
import org.hpcctl.spec.Ssl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a browser meets: the real nginx with our files.
final class PortalTest {
  private static final String GET =
      "get() { curl --max-time 20 --silent --insecure --resolve"
          + " cluster.example.org:443:192.168.1.100 --resolve cluster.example.org:80:192.168.1.100"
          + " \"$@\"; }\n";
  private static final String HTTPS = "https://cluster.example.org";

  @TempDir Path folder;

  @Test
  void every_route_reaches_its_service_with_its_path_unchanged() throws Exception {
    String said =
        ask(
            """
            for path in / /jobs /monitoring /monitoring/a /admin /admin/users /api/auth/me /api/jobs \
                /api/jobs/1?x=%20y /api/files /api/files/a.jpg /api/monitoring/nodes /ws '/socket.io/?EIO=4' \
                /assets/app.js /monitoringx; do
              get HTTPS$path | cut -d ' ' -f 1,3
            done
            """);
    assertEquals(
        """
        dashboard /
        dashboard /jobs
        monitoring_dashboard /monitoring
        monitoring_dashboard /monitoring/a
        admin_portal /admin
        admin_portal /admin/users
        auth_service /api/auth/me
        job_api /api/jobs
        job_api /api/jobs/1?x=%20y
        file_service /api/files
        file_service /api/files/a.jpg
        metrics_api /api/monitoring/nodes
        websocket_service /ws
        websocket_service /socket.io/?EIO=4
        dashboard /assets/app.js
        dashboard /monitoringx
        """,
        said);
  }

  @Test
  void requests_are_spread_over_all_heads_by_weight() throws Exception {
    String said =
        ask(
            "for i in 1 2 3 4 5 6 7 8 9 10; do get HTTPS/api/jobs | cut -d ' ' -f 2; done"
                + " | sort | uniq -c | tr -s ' '\n");
    assertEquals(" 6 192.168.1.101\n 2 192.168.1.102\n 2 192.168.1.103\n", said);
  }

  @Test
  void the_client_cannot_choose_its_address_but_may_choose_a_harmless_request_id()
      throws Exception {
    String said =
        ask(
            """
            get -H 'X-Forwarded-For: 6.6.6.6' -H 'X-Request-ID: abc-1234567' HTTPS/api/jobs | cut -d ' ' -f 4-
            get -H 'X-Request-ID: abc"; rm -rf /' HTTPS/api/jobs | cut -d ' ' -f 6 | grep -cE '^[0-9a-f]{32}$'
            """);
    assertEquals("192.168.1.100 https abc-1234567\n1\n", said);
  }

  @Test
  void every_response_carries_the_security_headers_exactly_once() throws Exception {
    String said =
        ask(
            """
            touch $folder/sick_job_api
            for url in HTTPS/ HTTPS/api/jobs HTTPS/api/auth/me HTTPS/metrics HTTPS/health HTTPS/nothing.php%; do
              get --output /dev/null --dump-header - "$url" | grep -ciE \
                '^(strict-transport-security: max-age=31536000; includeSubDomains|x-frame-options: SAMEORIGIN|x-content-type-options: nosniff|content-security-policy: .*frame-ancestors|referrer-policy:|permissions-policy:|cross-origin-opener-policy:|x-request-id: [0-9a-f]{32}|x-xss-protection: 0)'
            done
            """);
    assertEquals("9\n".repeat(6), said);
  }

  @Test
  void a_request_that_cannot_be_read_is_refused_in_the_same_words() throws Exception {
    String said =
        ask(
            """
            long=$(head -c 20000 /dev/zero | tr '\\0' a)
            told() {
              body=$("$@" --dump-header $folder/head)
              echo "$(head -n 1 $folder/head | cut -d ' ' -f 2)" \
                "$(grep -ciE '^(x-frame-options|content-security-policy|x-request-id|x-content-type-options):' $folder/head)" \
                "$(echo "$body" | jq -r '"\\(.status) \\(.title)"')"
            }
            told get --http1.1 HTTPS/%zz
            told get HTTPS/%zz
            told get http://cluster.example.org/%zz
            told get http://cluster.example.org:443/
            told get http://192.168.1.101:443/
            told get --http1.1 -H "X-Long: $long" HTTPS/
            told get -H "X-Long: $long" http://cluster.example.org/
            told get --http1.1 "HTTPS/$long"
            told get -H 'Host: evil.example.com' http://192.168.1.101/%zz
            get -H 'Host: evil.example.com' http://192.168.1.101/_error || echo closed
            get HTTPS/_error | jq -r '"\\(.title) \\(.status)"'
            printf 'GET / HTTP/9.9\\r\\n\\r\\n' | curl --silent --max-time 5 telnet://192.168.1.101:80 \
              | tr -d '\\r' | grep -E '^(HTTP|X-Frame|.*about:blank)' | cut -c 1-60
            """);
    assertEquals(
        """
        400 4 400 Bad Request
        400 4 400 Bad Request
        400 4 400 Bad Request
        400 4 400 Bad Request
        400 4 400 Bad Request
        431 4 431 Request Header Fields Too Large
        431 4 431 Request Header Fields Too Large
        414 4 414 URI Too Long
        400 4 400 Bad Request
        closed
        Not Found 404
        HTTP/1.1 505 HTTP Version Not Supported
        X-Frame-Options: SAMEORIGIN
        {"type":"about:blank","title":"HTTP Version Not Supported","
        """,
        said);
  }

  @Test
  void plain_http_is_sent_to_https_without_a_promise_about_it() throws Exception {
    String said =
        ask(
            "get --output /dev/null --dump-header - 'http://cluster.example.org/jobs?a=b'"
                + " | tr -d '\\r' | grep -iE '^(HTTP|location|strict)'\n");
    assertEquals(
        "HTTP/1.1 301 Moved Permanently\nLocation: https://cluster.example.org/jobs?a=b\n", said);
  }

  @Test
  void a_head_answers_to_its_address_and_not_to_foreign_names() throws Exception {
    String said =
        ask(
            """
            get --output /dev/null --write-out '%{http_code}\\n' https://192.168.1.101/
            get --output /dev/null --write-out '%{http_code}\\n' https://192.168.1.100/
            get --output /dev/null -H 'Host: evil.example.com' http://192.168.1.101/ || echo closed
            get --output /dev/null -H 'Host: evil.example.com' https://192.168.1.101/ || echo closed
            """);
    assertEquals("200\n200\nclosed\nclosed\n", said);
  }

  @Test
  void too_many_requests_are_told_so_in_json_with_a_time_to_wait() throws Exception {
    String said =
        ask(
            """
            get --parallel --parallel-max 40 --output "$folder/#1.body" \
              --write-out '%{http_code} %header{retry-after} %{content_type}\\n' \
              'HTTPS/api/auth/[1-40]' >$folder/codes 2>/dev/null
            grep -c '^200' $folder/codes
            grep '^429' $folder/codes | sort -u
            cat $folder/*.body | grep Too | jq -r '.title, .status, (.request_id | length)' | sort -u
            """);
    List<String> lines = said.lines().toList();
    int passed = Integer.parseInt(lines.getFirst());
    assertTrue(passed >= 11 && passed <= 20, said);
    assertEquals(
        List.of("429 1 application/problem+json", "32", "429", "Too Many Requests"),
        lines.subList(1, lines.size()));
  }

  @Test
  void health_is_true_for_the_portal_and_for_this_head_apart() throws Exception {
    String said =
        ask(
            """
            code='%{http_code}\\n'
            get HTTPS/health | jq -c 'del(.host)'
            get http://127.0.0.1:8080/health | jq -c 'del(.host)'
            touch $folder/sick_job_api
            get HTTPS/health | jq -c 'del(.host)'
            get http://127.0.0.1:8080/health | jq -c 'del(.host)'
            get --output /dev/null --write-out "$code" HTTPS/health
            get --output /dev/null --write-out "$code" http://127.0.0.1:8080/health
            get --output /dev/null --write-out "$code" http://127.0.0.1:8080/health/live
            rm $folder/sick_job_api
            services -s stop 2>/dev/null
            timeout 10 sh -c 'while [ -e "$1" ]; do :; done' sh $folder/services.pid
            get HTTPS/health | jq -c 'del(.host)'
            get HTTPS/api/jobs | jq -c 'del(.request_id)'
            """);
    assertEquals(
        """
        {"status":"healthy"}
        {"status":"healthy"}
        {"status":"unhealthy","failed":"job_api"}
        {"status":"unhealthy","failed":"job_api"}
        503
        503
        200
        {"status":"unhealthy","failed":"dashboard"}
        {"type":"about:blank","title":"Bad Gateway","status":502}
        """,
        said);
  }

  @Test
  void metrics_are_this_head_s_and_not_for_strangers() throws Exception {
    String said =
        ask(
            """
            get HTTPS/metrics | cut -d ' ' -f 1,2
            ip addr add 198.51.100.7/32 dev lo
            get --interface 198.51.100.7 HTTPS/metrics | jq -c 'del(.request_id)'
            """);
    assertEquals(
        """
        metrics_api 192.168.1.101
        {"type":"about:blank","title":"Forbidden","status":403}
        """,
        said);
  }

  @Test
  void a_large_file_passes_and_a_large_request_elsewhere_does_not() throws Exception {
    String said =
        ask(
            """
            head -c 20M /dev/zero >$folder/large
            code='%{http_code}\\n'
            get --output /dev/null --write-out "$code" --http1.1 --data-binary @$folder/large HTTPS/api/files/upload
            get --data-binary @$folder/large HTTPS/api/jobs | jq -c 'del(.request_id)'
            """);
    assertEquals(
        "200\n{\"type\":\"about:blank\",\"title\":\"Content Too Large\",\"status\":413}\n", said);
  }

  @Test
  void a_file_of_exactly_the_limit_has_room_for_its_form() throws Exception {
    String said =
        ask(
            """
            limit=$((10 * 1024 * 1024 * 1024)) form=$((16 * 1024 * 1024))
            for length in $((limit + 1000)) $((limit + form)) $((limit + form + 1)); do
              get --output /dev/null --write-out '%{http_code}\\n' --http1.1 \
                -H "Content-Length: $length" --data-binary x HTTPS/api/files/upload
            done
            """);
    assertEquals("200\n200\n413\n", said);
  }

  @Test
  void without_tls_the_portal_answers_on_port_80() throws Exception {
    Portal portal =
        Portal.of(
            Example.cluster(
                List.of(Example.head(1), Example.head(2), Example.head(3)), Ssl.Mode.NONE),
            folder);
    assertEquals(
        "dashboard\n", portal.ask(GET + "get http://cluster.example.org/ | cut -d ' ' -f 1\n"));
  }

  @Test
  void the_log_is_json_that_names_each_request() throws Exception {
    String said =
        ask(
            """
            get --output /dev/null -A 'a "quoted" agent' HTTPS/api/jobs
            timeout 10 sh -c 'until [ -s "$1" ]; do :; done' sh $folder/log/web_services_access.log
            jq -r '.status, .uri, .agent' $folder/log/web_services_access.log
            """);
    assertEquals("200\n/api/jobs\na \"quoted\" agent\n", said);
  }

  @Test
  void every_head_answers_any_challenge_under_any_name_before_the_redirect() throws Exception {
    Portal portal =
        Portal.of(
            Example.cluster(
                List.of(Example.head(1), Example.head(2), Example.head(3)), Ssl.Mode.LETSENCRYPT),
            folder);
    String token = "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr_oA";
    assertEquals(
        """
        TOKEN.9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI 200 text/plain; charset=utf-8
        TOKEN.9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI 200 text/plain; charset=utf-8
         301
         301
         301
        """
            .replace("TOKEN", token),
        portal.ask(
            GET
                + """
                for host in cluster.example.org other.example.com; do
                  get -H "Host: $host" -w ' %{http_code} %{content_type}\\n' http://cluster.example.org/.well-known/acme-challenge/TOKEN
                done
                for bad in '' 'a.b' 'a%0d%0ab'; do
                  get --path-as-is -o /dev/null -w ' %{http_code}\\n' "http://cluster.example.org/.well-known/acme-challenge/$bad"
                done
                """
                    .replace("TOKEN", token)));
  }

  private String ask(String questions) throws Exception {
    return Portal.of(Example.three().cluster(), folder)
        .ask(GET + questions.replace("HTTPS", HTTPS));
  }
}
