package org.hpcctl.spec;

import module java.base;

import org.hpcctl.secret.Secret;

/// Who else knows people and their passwords, besides the portal itself.
///
/// @param pam the PAM service to ask on the web hosts, a file of `/etc/pam.d`
/// @param ldap a directory; not together with PAM
/// @param oidc an issuer of OpenID Connect
public record Auth(Optional<String> pam, Optional<Ldap> ldap, Optional<Oidc> oidc) {
  /// A directory and how people are found in it.
  ///
  /// @param server `ldaps://…`, or `ldap://…`, over which the service speaks STARTTLS unless it is
  ///   on loopback
  /// @param caFile PEM file beside the YAML with the CA that vouches for the server
  /// @param bindDn who looks people up; empty looks anonymously
  /// @param groupBase empty reads no groups
  public record Ldap(
      String server,
      Optional<String> caFile,
      Optional<String> bindDn,
      Optional<Secret> bindPassword,
      String userBase,
      String userAttribute,
      String subjectAttribute,
      Optional<String> unixAttribute,
      Optional<String> groupBase,
      String memberAttribute,
      Groups groups) {}

  /// An issuer that vouches for people.
  ///
  /// @param caFile PEM file beside the YAML with the CA that vouches for the issuer's own server
  /// @param usernameClaim says the name that a newcomer's account gets
  public record Oidc(
      String issuer,
      Optional<String> caFile,
      String clientId,
      Secret clientSecret,
      List<String> scopes,
      String usernameClaim,
      String groupsClaim,
      Groups groups) {
    public Oidc {
      scopes = List.copyOf(scopes);
    }
  }

  /// What the groups of a directory or an issuer mean here.
  ///
  /// @param roles from a group to a role, the strongest first
  /// @param others the role of those in none of these groups
  public record Groups(SequencedMap<String, String> roles, Others others) {
    public Groups {
      roles = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(roles));
    }
  }

  /// What becomes of those whose groups mean nothing here.
  public enum Others {
    USER,
    GUEST,
    /// They stay out.
    NOBODY
  }

  /// The addresses that auth_service asks over the network.
  public List<String> addresses() {
    return hosts().filter(Auth::isAddress).distinct().toList();
  }

  /// Whether it asks somebody whose name alone is known; which addresses that means, DNS says when
  /// it asks.
  public boolean byName() {
    return hosts().anyMatch(host -> !isAddress(host));
  }

  private Stream<String> hosts() {
    return Stream.concat(ldap.stream().map(Ldap::server), oidc.stream().map(Oidc::issuer))
        .map(server -> URI.create(server).getHost())
        .filter(host -> !host.equals("localhost") && !host.startsWith("127."));
  }

  private static boolean isAddress(String host) {
    return Ipv4.parse(host).isPresent();
  }
}
