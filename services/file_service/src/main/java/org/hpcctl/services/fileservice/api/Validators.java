package org.hpcctl.services.fileservice.api;

import module java.base;

import org.hpcctl.services.fileservice.store.Directory;
import org.hpcctl.services.fileservice.transfer.StoredFile;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;

/// How a client tells whether a file is still the one it knows (RFC 9110, 8.8).
record Validators(String tag, String modified) {
  static Validators of(StoredFile file, Directory.Facts facts) {
    String tag =
        "\"%s-%x-%x\"".formatted(file.id(), facts.size(), facts.modified().getEpochSecond());
    String modified = HttpDate.of(facts.modified());
    return new Validators(tag, modified);
  }

  Answer on(Answer answer) {
    return answer.with("ETag", tag).with("Last-Modified", modified);
  }

  boolean unchanged(Call call) {
    Optional<String> known = call.header("If-None-Match");
    return known.isPresent()
        ? known.get().equals("*") || known.get().contains(tag)
        : call.header("If-Modified-Since").equals(Optional.of(modified));
  }

  boolean stillTheSame(Optional<String> ifRange) {
    return ifRange.isEmpty() || ifRange.get().equals(tag) || ifRange.get().equals(modified);
  }
}
