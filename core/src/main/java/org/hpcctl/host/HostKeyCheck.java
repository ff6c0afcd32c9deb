package org.hpcctl.host;

import module java.base;

import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;

/// Decides whether a host is who it claims to be, and remembers why not.
final class HostKeyCheck implements HostKeyVerifier {
  private final Endpoint.Ssh endpoint;
  private final KnownHosts known;
  private volatile Optional<HostKey> seen = Optional.empty();
  private volatile Optional<Problem> objection = Optional.empty();

  HostKeyCheck(Endpoint.Ssh endpoint, KnownHosts known) {
    this.endpoint = endpoint;
    this.known = known;
  }

  /// The key that the host showed, once it did.
  Optional<HostKey> seen() {
    return seen;
  }

  /// Whether nothing speaks against the key but that nobody vouches for it.
  boolean isStranger() {
    return endpoint.hostKey().isEmpty()
        && seen.isPresent()
        && switch (known.judge(endpoint.knownAs(), seen.get())) {
          case KnownHosts.Verdict.Unknown(), KnownHosts.Verdict.ByAuthority(KnownHost _) -> true;
          case KnownHosts.Verdict.Trusted(),
              KnownHosts.Verdict.Changed(KnownHost _),
              KnownHosts.Verdict.Revoked(KnownHost _) ->
              false;
        };
  }

  /// Why the key was refused, when it was.
  Optional<Problem> objection() {
    return objection;
  }

  @Override
  public boolean verify(String hostname, int port, PublicKey key) {
    HostKey shown = HostKey.of(key);
    seen = Optional.of(shown);
    objection =
        endpoint.hostKey().isPresent() ? pinned(endpoint.hostKey().get(), shown) : judged(shown);
    return objection.isEmpty();
  }

  @Override
  public List<String> findExistingAlgorithms(String hostname, int port) {
    if (endpoint.hostKey().isPresent()) {
      return List.of();
    }
    return known.typesOf(endpoint.knownAs()).stream()
        .flatMap(type -> type.equals("ssh-rsa") ? SshClients.RSA.stream() : Stream.of(type))
        .toList();
  }

  private Optional<Problem> judged(HostKey seen) {
    String name = endpoint.name();
    return switch (known.judge(endpoint.knownAs(), seen)) {
      case KnownHosts.Verdict.Trusted() -> Optional.empty();
      case KnownHosts.Verdict.Unknown() ->
          Optional.of(
              Problem.error(
                      name + " is not known to us yet; it shows " + shown(seen),
                      "Whoever answers there could be somebody else.",
                      "hpcctl trust " + name + ", after comparing the fingerprint")
                  .at(Place.host(name)));
      case KnownHosts.Verdict.Changed(KnownHost line) ->
          Optional.of(
              Problem.error(
                      "the key of " + name + " HAS CHANGED: it shows " + shown(seen),
                      line.place()
                          + " trusts "
                          + line.key().fingerprint()
                          + ". Either the host was installed anew, or somebody stands in between."
                          + " Nothing was sent.",
                      "find out which; if the host is new, remove that line and run hpcctl trust "
                          + name)
                  .at(Place.host(name)));
      case KnownHosts.Verdict.Revoked(KnownHost line) ->
          Optional.of(
              Problem.error(
                      name + " shows a key that was revoked: " + shown(seen),
                      line.place() + " revokes it. Nothing was sent.",
                      "give the host a new key")
                  .at(Place.host(name)));
      case KnownHosts.Verdict.ByAuthority(KnownHost line) ->
          Optional.of(
              Problem.error(
                      name + " is vouched for by a certificate authority only",
                      line.place() + " says so; hpcctl does not check host certificates.",
                      "hpcctl trust "
                          + name
                          + ", or pin the key in the YAML: host_key: "
                          + seen.fingerprint())
                  .at(Place.host(name)));
    };
  }

  private Optional<Problem> pinned(String pin, HostKey seen) {
    if (pin.equals(seen.fingerprint())) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.error(
                "the key of " + endpoint.name() + " is not the pinned one: it shows " + shown(seen),
                "host_key pins " + pin + ". Somebody may stand in between. Nothing was sent.",
                "find out which is right; the pin must be of the host's " + seen.type() + " key")
            .at(Place.host(endpoint.name())));
  }

  private static String shown(HostKey seen) {
    return seen.type() + " " + seen.fingerprint();
  }
}
