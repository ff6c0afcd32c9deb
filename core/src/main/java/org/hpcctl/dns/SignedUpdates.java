package org.hpcctl.dns;

import module java.base;

import javax.crypto.spec.SecretKeySpec;
import org.hpcctl.problem.Refused;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Update;

/// Sends updates to the one server that takes them, and believes only answers signed with the key.
final class SignedUpdates {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Server server;
  private final TsigKey key;
  private final Duration patience;
  private final Clock clock;

  SignedUpdates(DnsUpdateSettings settings, Clock clock) {
    this.clock = clock;
    this.server = Server.of(settings.server());
    this.key = settings.key();
    this.patience = settings.limit().compareTo(PATIENCE) < 0 ? settings.limit() : PATIENCE;
  }

  /// @throws Refused unless the server says, and signs, that the update was made
  void send(Update update, Spot spot) {
    UpdateFault fault = new UpdateFault(server, key, spot);
    Message answer;
    try {
      answer = answer(update);
    } catch (IOException e) {
      Interruption.refuse();
      throw new Refused(fault.silent(Inquiry.silence(server, patience, e)));
    }
    TSIGRecord signature = answer.getTSIG();
    if (signature != null && signature.getError() != Rcode.NOERROR) {
      throw new Refused(fault.key(signature));
    }
    if (answer.getRcode() != Rcode.NOERROR) {
      throw new Refused(fault.code(answer.getRcode()));
    }
    if (!answer.isVerified()) {
      throw new Refused(fault.unsigned());
    }
  }

  /// Whatever the server says, believed or not.
  Message answer(Update update) throws IOException {
    SimpleResolver connection = server.connection(patience);
    // By TCP a server that is not there says so at once, and no answer is lost.
    connection.setTCP(true);
    connection.setTSIGKey(signer());
    return Inquiry.answer(connection, update);
  }

  private TSIG signer() {
    String mac =
        switch (key.algorithm()) {
          case HMAC_SHA256 -> "HmacSHA256";
          case HMAC_SHA384 -> "HmacSHA384";
          case HMAC_SHA512 -> "HmacSHA512";
        };
    return new TSIG(
        Inquiry.name(key.algorithm().text()),
        Inquiry.name(key.name()),
        new SecretKeySpec(key.material(), mac),
        clock);
  }
}
