package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Refused;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/// Sends updates to the one server that takes them, and believes only answers signed with the key.
final class SignedUpdates {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Server server;
  private final TsigKey key;
  private final Duration patience;

  SignedUpdates(DnsUpdateSettings settings) {
    this.server = Server.of(settings.server());
    this.key = settings.key();
    this.patience = settings.limit().compareTo(PATIENCE) < 0 ? settings.limit() : PATIENCE;
  }

  void send(Update update, Spot spot) {
    UpdateFault fault = new UpdateFault(server, key, spot);
    SimpleResolver connection = server.connection(patience);
    // By TCP a server that is not there says so at once, and no answer is lost.
    connection.setTCP(true);
    connection.setTSIGKey(signer());
    Message answer;
    try {
      answer = connection.send(update);
    } catch (IOException e) {
      Interruption.refuse();
      throw new Refused(fault.silent(Inquiry.silence(server, patience, e)));
    }
    TSIGRecord signature = answer.getTSIG();
    if (signature != null && signature.getError() != Rcode.NOERROR) {
      throw new Refused(fault.key(signature));
    }
    int code = answer.getRcode();
    if (code == Rcode.NOTAUTH) {
      throw new Refused(authoritative(spot.zone()) ? fault.notAllowed() : fault.otherZone());
    }
    if (code != Rcode.NOERROR) {
      throw new Refused(fault.code(code));
    }
    if (!answer.isVerified()) {
      throw new Refused(fault.unsigned());
    }
  }

  // Knot says NOTAUTH both where it has no such zone and where its ACL lets the key do nothing.
  private boolean authoritative(Name zone) {
    try {
      Message answer = server.connection(patience).send(Inquiry.question(zone, Type.SOA));
      return answer.getRcode() == Rcode.NOERROR && answer.getHeader().getFlag(Flags.AA);
    } catch (IOException _) {
      Interruption.refuse();
      return false;
    }
  }

  private TSIG signer() {
    Name algorithm =
        switch (key.algorithm()) {
          case HMAC_SHA256 -> TSIG.HMAC_SHA256;
          case HMAC_SHA384 -> TSIG.HMAC_SHA384;
          case HMAC_SHA512 -> TSIG.HMAC_SHA512;
        };
    return new TSIG(algorithm, Inquiry.name(key.name()), key.material());
  }
}
