package org.hpcctl.host;

import module java.base;

import org.hpcctl.problem.Place;

/// One line of a known_hosts file.
///
/// @param hosts the patterns, or one hashed name (`|1|salt|hash`)
record KnownHost(Marker marker, String hosts, HostKey key, Place place) {

  enum Marker {
    NONE,
    AUTHORITY,
    REVOKED
  }

  /// Nothing for blanks, comments and what OpenSSH would skip too.
  static Optional<KnownHost> parse(String text, Path file, int number) {
    List<String> fields = new ArrayList<>(List.of(text.strip().split("[ \t]+")));
    Marker marker = Marker.NONE;
    if (fields.getFirst().startsWith("@")) {
      switch (fields.removeFirst()) {
        case "@cert-authority" -> marker = Marker.AUTHORITY;
        case "@revoked" -> marker = Marker.REVOKED;
        case String _ -> {
          return Optional.empty();
        }
      }
    }
    if (fields.size() < 3 || fields.getFirst().startsWith("#")) {
      return Optional.empty();
    }
    return Optional.of(
        new KnownHost(
            marker,
            fields.get(0),
            new HostKey(fields.get(1), fields.get(2)),
            new Place(file.toString(), number, 1, "")));
  }

  /// A line for a file, with the name hidden when `hashed`.
  static String line(String host, HostKey key, boolean hashed) {
    return (hashed ? hide(host) : host) + " " + key.type() + " " + key.base64();
  }

  boolean hashed() {
    return hosts.startsWith("|1|");
  }

  boolean isAbout(List<String> names) {
    return names.stream().anyMatch(this::isAbout);
  }

  private boolean isAbout(String name) {
    if (hashed()) {
      String[] parts = hosts.split("\\|");
      try {
        return parts.length == 4
            && MessageDigest.isEqual(
                hmac(Base64.getDecoder().decode(parts[2]), name),
                Base64.getDecoder().decode(parts[3]));
      } catch (IllegalArgumentException notBase64) {
        return false;
      }
    }
    boolean matched = false;
    for (String pattern : hosts.toLowerCase(Locale.ROOT).split(",")) {
      boolean negated = pattern.startsWith("!");
      if (matches(negated ? pattern.substring(1) : pattern, name)) {
        if (negated) {
          return false;
        }
        matched = true;
      }
    }
    return matched;
  }

  // Most lines have no wildcard, and each is compared with each host: a regex would take a third
  // of the time of a run over 200 hosts.
  private static boolean matches(String pattern, String name) {
    return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0
        ? pattern.equals(name)
        : glob(pattern).matcher(name).matches();
  }

  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (String character : pattern.split("")) {
      regex.append(
          switch (character) {
            case "*" -> ".*";
            case "?" -> ".";
            case String literal -> Pattern.quote(literal);
          });
    }
    return Pattern.compile(regex.toString());
  }

  private static String hide(String host) {
    byte[] salt = new byte[20];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return "|1|" + base64.encodeToString(salt) + "|" + base64.encodeToString(hmac(salt, host));
  }

  // SHA-1 is the file format's choice; it only hides the name, it does not vouch for the key.
  private static byte[] hmac(byte[] salt, String host) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt, "HmacSHA1"));
      return mac.doFinal(host.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
