package org.hpcctl.testkit;

import module java.base;

/// A CA of the test's own and a server's certificate of it for 127.0.0.1.
///
/// @param authority who trusts it trusts the server
public record Certificates(Path authority, Path certificate, Path key) {
  /// @param folder gone after the test
  public static Certificates create(Path folder) throws IOException {
    Program.assumeInstalled("openssl", "openssl");
    String begin =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2 -batch ";
    run(folder, begin + "-subj /CN=authority -keyout ca.key -out ca.pem");
    run(
        folder,
        begin
            + "-subj /CN=server -CA ca.pem -CAkey ca.key -keyout server.key -out server.pem"
            + " -addext basicConstraints=critical,CA:FALSE -addext subjectAltName=IP:127.0.0.1");
    return new Certificates(
        folder.resolve("ca.pem"), folder.resolve("server.pem"), folder.resolve("server.key"));
  }

  private static void run(Path folder, String command) throws IOException {
    Program.run(folder, List.of(command.split(" ", -1)));
  }
}
