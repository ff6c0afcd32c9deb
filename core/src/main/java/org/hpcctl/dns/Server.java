package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.SimpleResolver;

/// A name server as somebody wrote it: `192.0.2.1`, `192.0.2.1:5353`, `[2001:db8::1]:53`, a host.
record Server(String text, String host, int port) {
  private static final int PORT = 53;
  private static final Pattern BRACKETS = Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::(\\d{1,5}))?");
  private static final Pattern NAME_AND_PORT = Pattern.compile("([^:\\s]+)(?::(\\d{1,5}))?");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  /// What is wrong with the text, before anything is asked.
  static Optional<Problem> problem(String text) {
    return read(text).isPresent()
        ? Optional.empty()
        : Optional.of(
            Problem.error(
                "\"%s\" is no name server's address".formatted(DomainName.shortened(text)),
                "",
                "write an address or a host, and a port where it is not 53:"
                    + " 192.0.2.1, 192.0.2.1:5353, [2001:db8::1]:53, ns1.example.org"));
  }

  static Server of(String text) {
    return read(text).orElseThrow(() -> new Refused(problem(text).orElseThrow()));
  }

  static Server of(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return new Server(
        address.getPort() == PORT ? host : shown + ":" + address.getPort(),
        host,
        address.getPort());
  }

  Place place() {
    return Place.host(text);
  }

  /// How to speak with it; the timeout is its own for each question.
  SimpleResolver connection(Duration timeout) {
    try {
      SimpleResolver connection =
          new SimpleResolver(new InetSocketAddress(InetAddress.getByName(host), port));
      connection.setTimeout(timeout);
      return connection;
    } catch (UnknownHostException _) {
      throw new Refused(
          Problem.error(
                  "the name server %s has no address".formatted(host),
                  "its name is asked like any other, and nobody knows it",
                  "correct the name, or write its address")
              .at(place()));
    }
  }

  private static Optional<Server> read(String text) {
    if (IPV6.matcher(text).matches()) {
      return Optional.of(new Server(text, text, PORT));
    }
    return Stream.of(BRACKETS, NAME_AND_PORT)
        .map(form -> form.matcher(text))
        .filter(Matcher::matches)
        .findFirst()
        .map(found -> new Server(text, found.group(1), port(found.group(2))))
        .filter(server -> server.port > 0 && server.port < 65536)
        .filter(server -> text.startsWith("[") || DomainName.valid(server.host));
  }

  private static int port(@Nullable String digits) {
    return digits == null ? PORT : Integer.parseInt(digits);
  }
}
