package org.hpcctl.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A token of somebody who may do everything.
final class Token {
  private Token() {}

  /// As auth_service signs them, and good for any server that only checks the signature.
  ///
  /// @param secret what HS256 is keyed with
  static String signedWith(String secret) throws GeneralSecurityException {
    Instant now = Instant.now();
    String claims =
        """
        {"iss":"auth_service","aud":"bench","sub":"boss","user_id":1,"role":"admin",\
        "permissions":["*"],"groups":[],"session":"bench","iat":%d,"exp":%d}\
        """
            .formatted(now.getEpochSecond(), now.plusSeconds(7_200).getEpochSecond());
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String head =
        base64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8))
            + "."
            + base64.encodeToString(claims.getBytes(UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    return head + "." + base64.encodeToString(mac.doFinal(head.getBytes(US_ASCII)));
  }

  /// Prints one, for curl.
  static void main(String[] words) throws GeneralSecurityException {
    System.out.println(signedWith(words[0]));
  }
}
