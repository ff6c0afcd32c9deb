package org.hpcctl.services.fileservice.api;

import module java.base;

import org.hpcctl.services.fileservice.store.Directories;
import org.hpcctl.services.fileservice.transfer.Completion;
import org.hpcctl.services.fileservice.transfer.FileName;
import org.hpcctl.services.fileservice.transfer.FileType;
import org.hpcctl.services.fileservice.transfer.Owner;
import org.hpcctl.services.fileservice.transfer.Policy;
import org.hpcctl.services.fileservice.transfer.Progress;
import org.hpcctl.services.fileservice.transfer.StoredFiles;
import org.hpcctl.services.fileservice.transfer.Uploads;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Kind;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.identity.Caller;

/// What all three faces need: the sessions, the files, and who may what.
///
/// @param told of each step of an upload
public record Desk(
    Uploads uploads,
    Completion completion,
    StoredFiles files,
    Directories directories,
    Policy policy,
    Consumer<Progress> told) {
  /// The permission to see and delete what others own.
  static final String OF_ALL = "files.all";

  static final Kind<String> ID =
      Kind.matching(Pattern.compile("[0-9a-f]{32}"), "32 hexadecimal digits");

  static final Kind<String> JOB =
      Kind.matching(Pattern.compile("[0-9A-Za-z][0-9A-Za-z_.+-]{0,63}"), "the number of a job");

  static final Kind<String> DESCRIPTION = Kind.lines(0, 1000);

  static final Kind<String> SHA256 =
      new Kind<>(
          "a SHA-256 as 64 hexadecimal digits",
          "",
          false,
          node ->
              node.isTextual() && node.textValue().matches("[0-9a-fA-F]{64}")
                  ? node.textValue().toLowerCase(Locale.ROOT)
                  : null);

  /// Whose the files will be that the caller sends.
  Owner owner(Caller caller) {
    String account =
        directories
            .account(caller)
            .orElseThrow(
                () ->
                    new Refusal(
                        403,
                        "no_unix_account",
                        "Your account has no Unix user on the cluster, so there is no place for"
                            + " your files. Ask an administrator to map one."));
    return new Owner(caller.id(), caller.username(), account);
  }

  static boolean sees(Caller caller, Owner owner) {
    return caller.id() == owner.id() || caller.may(OF_ALL);
  }

  /// Whose files a list is about: everybody his own, who may all those of whom he names.
  record Whose(Optional<Long> id, Optional<String> name) {
    static Whose of(Call call) {
      Caller caller = call.caller();
      Optional<String> asked = call.query("user_id").filter(text -> !text.isEmpty());
      boolean own =
          asked.isEmpty()
              || asked.get().equals(caller.username())
              || asked.get().equals(Long.toString(caller.id()));
      if (caller.may(OF_ALL)) {
        return asked
            .map(
                text ->
                    text.matches("\\d{1,18}")
                        ? new Whose(Optional.of(Long.parseLong(text)), Optional.empty())
                        : new Whose(Optional.empty(), Optional.of(text)))
            .orElseGet(() -> new Whose(Optional.empty(), Optional.empty()));
      }
      if (!own) {
        throw Refusal.forbidden("To list what others own needs the permission " + OF_ALL + ".");
      }
      return new Whose(Optional.of(caller.id()), Optional.empty());
    }
  }

  static String type(Optional<String> given, String name) {
    return given.orElseGet(() -> FileType.of(name));
  }

  /// A browser on Windows may send the whole path; what is left has to be a good name.
  static String name(String given) {
    String last = given.substring(given.lastIndexOf('\\') + 1);
    if (!FileName.fits(last)) {
      throw Refusal.invalid("filename: expected " + FileName.kind().expectation());
    }
    return last;
  }
}
