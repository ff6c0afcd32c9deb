package org.hpcctl.services.fileservice.transfer;

import module java.base;

import org.hpcctl.services.fileservice.store.StoreFault;
import org.hpcctl.services.kit.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the user is told when his directory says no.
public final class Trouble {
  private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

  private Trouble() {}

  public static Refusal refusal(StoreFault fault) {
    return switch (fault.reason()) {
      case FULL ->
          new Refusal(
              507, "no_space", "There is no space left for this file. Delete some, then go on.");
      case DENIED -> Refusal.forbidden("The file system does not allow this in your directory.");
      case MISSING -> Refusal.notFound("The file is not in its directory any more.");
      case EXISTS -> Refusal.conflict("Something of that name is there already.");
      case AWAY -> {
        LOG.warn("a directory cannot be reached: {}", fault.getMessage());
        yield Refusal.unavailable(
            "Your files cannot be reached at the moment.", Duration.ofSeconds(5));
      }
      case BROKEN -> {
        LOG.atError().setCause(fault).log("a directory failed");
        yield new Refusal(500, "failed", "The cause is in the service's log.");
      }
    };
  }

  static void log(Upload upload, IOException e) {
    LOG.atWarn()
        .addKeyValue("upload", upload.id())
        .setCause(e)
        .log("what an upload left cannot be deleted now");
  }
}
