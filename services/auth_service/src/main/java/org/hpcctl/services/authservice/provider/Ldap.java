package org.hpcctl.services.authservice.provider;

import module java.base;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.net.InetAddress;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/// Asks a directory who somebody is: finds his entry, then binds as it with his password. Names and
/// entries go into filters by the library, which escapes them.
public final class Ldap implements Directory {
  private static final int PATIENCE_MS = 5_000;
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final int MOST_GROUPS = 500;

  private final LdapSettings settings;

  public Ldap(LdapSettings settings) {
    this.settings = settings;
  }

  @Override
  public GroupRules rules() {
    return settings.rules();
  }

  @Override
  public Optional<Profile> check(String username, String password) throws IOException {
    // A bind without a password succeeds as nobody.
    if (password.isEmpty()) {
      return Optional.empty();
    }
    try (LDAPConnection connection = connected()) {
      Optional<SearchResultEntry> entry = entry(connection, username);
      if (entry.isEmpty() || !isPassword(entry.get().getDN(), password)) {
        return Optional.empty();
      }
      return Optional.of(profile(connection, entry.get(), username));
    } catch (LDAPException e) {
      throw new IOException(settings.server() + ": " + e.getResultCode() + " " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IOException(settings.server() + ": " + e.getMessage(), e);
    }
  }

  private Optional<SearchResultEntry> entry(LDAPConnection connection, String username)
      throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            settings.userBase(),
            SearchScope.SUB,
            Filter.createEqualityFilter(settings.userAttribute(), username),
            attributes());
    request.setSizeLimit(2);
    List<SearchResultEntry> found = found(connection, request);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static List<SearchResultEntry> found(LDAPConnection connection, SearchRequest request)
      throws LDAPException {
    return Objects.requireNonNullElse(connection.search(request).getSearchEntries(), List.of());
  }

  private String[] attributes() {
    return Stream.concat(
            Stream.of(settings.userAttribute(), settings.subjectAttribute(), "mail"),
            settings.unixAttribute().stream())
        .toArray(String[]::new);
  }

  // On a connection of its own: the first one looks for groups with the rights of bind_dn.
  private boolean isPassword(String entry, String password)
      throws LDAPException, IOException, GeneralSecurityException {
    try (LDAPConnection connection = opened()) {
      connection.bind(entry, password);
      return true;
    } catch (LDAPException e) {
      if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
        return false;
      }
      throw e;
    }
  }

  private Profile profile(LDAPConnection connection, SearchResultEntry entry, String username)
      throws LDAPException, IOException {
    byte[] subject = entry.getAttributeValueBytes(settings.subjectAttribute());
    if (subject == null) {
      throw new IOException(entry.getDN() + " has no " + settings.subjectAttribute());
    }
    String name =
        Optional.ofNullable(entry.getAttributeValue(settings.userAttribute())).orElse(username);
    return new Profile(
        Profile.LDAP,
        text(subject),
        name,
        Optional.ofNullable(entry.getAttributeValue("mail")),
        groups(connection, entry.getDN(), name),
        settings.unixAttribute().map(entry::getAttributeValue));
  }

  // An objectSid is bytes: read as text, those of many people would be the same characters.
  private static String text(byte[] subject) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(subject)).toString();
      if (text.chars().noneMatch(Character::isISOControl)) {
        return text;
      }
    } catch (CharacterCodingException _) {
      // No text.
    }
    return HexFormat.of().formatHex(subject);
  }

  private Set<String> groups(LDAPConnection connection, String entry, String name)
      throws LDAPException {
    if (settings.groupBase().isEmpty()) {
      return Set.of();
    }
    String member = settings.memberAttribute().equalsIgnoreCase("memberUid") ? name : entry;
    SearchRequest request =
        new SearchRequest(
            settings.groupBase().get(),
            SearchScope.SUB,
            Filter.createEqualityFilter(settings.memberAttribute(), member),
            "cn");
    request.setSizeLimit(MOST_GROUPS);
    return found(connection, request).stream()
        .flatMap(group -> Stream.ofNullable(group.getAttribute("cn")))
        .map(Attribute::getValue)
        .collect(Collectors.toUnmodifiableSet());
  }

  private LDAPConnection connected() throws LDAPException, IOException, GeneralSecurityException {
    LDAPConnection connection = opened();
    if (!settings.bindDn().isEmpty()) {
      try {
        connection.bind(settings.bindDn(), settings.bindPassword().orElseThrow());
      } catch (LDAPException e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }

  private LDAPConnection opened() throws LDAPException, IOException, GeneralSecurityException {
    String host = settings.server().getHost();
    SSLContext tls = Trust.of(settings.authority());
    SocketFactory sockets =
        settings.isEncrypted() ? tls.getSocketFactory() : SocketFactory.getDefault();
    LDAPConnection connection = new LDAPConnection(sockets, options(), host, settings.port());
    if (!settings.isEncrypted() && !isLoopback(host)) {
      try {
        connection.processExtendedOperation(new StartTLSExtendedRequest(tls));
      } catch (LDAPException e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }

  private static LDAPConnectionOptions options() {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(PATIENCE_MS);
    options.setResponseTimeoutMillis(PATIENCE_MS);
    options.setMaxMessageSize(LARGEST);
    options.setFollowReferrals(false);
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
    return options;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
