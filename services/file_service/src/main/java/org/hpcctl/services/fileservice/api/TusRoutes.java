package org.hpcctl.services.fileservice.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import org.hpcctl.services.fileservice.transfer.Checksums;
import org.hpcctl.services.fileservice.transfer.Progress;
import org.hpcctl.services.fileservice.transfer.Protocol;
import org.hpcctl.services.fileservice.transfer.TailReceiving;
import org.hpcctl.services.fileservice.transfer.Upload;
import org.hpcctl.services.fileservice.transfer.UploadStatus;
import org.hpcctl.services.fileservice.transfer.Wanted;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Endpoint;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;

/// tus 1.0 (tus.io/protocols/resumable-upload): `/api/files/tus`, with creation (also with upload),
/// termination, checksum and expiration.
public final class TusRoutes {
  private static final String BASE = "/api/files/tus";
  private static final String VERSION = "1.0.0";
  private static final String BYTES = "application/offset+octet-stream";
  private static final Map<String, String> ALGORITHMS =
      Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256");
  private static final int LONGEST_METADATA = 4 * 1024;

  private final Desk desk;

  private TusRoutes(Desk desk) {
    this.desk = desk;
  }

  public static List<Route> of(Desk desk) {
    TusRoutes here = new TusRoutes(desk);
    long most = desk.policy().maxSize();
    String one = BASE + "/{upload_id}";
    Access anybody = Access.signedIn();
    return List.of(
        options(BASE, here),
        options(one, here),
        Route.post(BASE, anybody, here.versioned(here::create)).body(most),
        Route.get(one, anybody, here.versioned(here::head)),
        Route.patch(one, anybody, here.versioned(here::patch)).body(most),
        Route.post(one, anybody, here.versioned(here::overridden)).body(most),
        Route.delete(one, anybody, here.versioned(here::terminate)));
  }

  private static Route options(String path, TusRoutes here) {
    Route like = Route.get(path, Access.open(), here::abilities);
    return new Route("OPTIONS", path, like.access(), like.maxBody(), like.limit(), like.endpoint());
  }

  private Answer abilities(Call call) {
    return Answer.empty(204)
        .with("Tus-Resumable", VERSION)
        .with("Tus-Version", VERSION)
        .with("Tus-Max-Size", Long.toString(desk.policy().maxSize()))
        .with("Tus-Extension", "creation,creation-with-upload,termination,checksum,expiration")
        .with("Tus-Checksum-Algorithm", String.join(",", new TreeSet<>(ALGORITHMS.keySet())));
  }

  /// One step of the protocol.
  @FunctionalInterface
  private interface Step {
    Answer take(Call call) throws IOException;
  }

  private Endpoint versioned(Step step) {
    return call -> {
      if (!call.header("Tus-Resumable").equals(Optional.of(VERSION))) {
        throw new Refusal(412, "tus_version", "Only tus " + VERSION + " is spoken here.")
            .header("Tus-Version", VERSION)
            .header("Tus-Resumable", VERSION);
      }
      try {
        return step.take(call).with("Tus-Resumable", VERSION);
      } catch (Refusal e) {
        throw e.header("Tus-Resumable", VERSION);
      }
    };
  }

  private Answer create(Call call) throws IOException {
    long size = number(call, "Upload-Length");
    if (size > desk.policy().maxSize()) {
      throw new Refusal(
          413, "too_large", "A file may have " + desk.policy().maxSize() + " bytes here.");
    }
    Map<String, String> said = metadata(call.header("Upload-Metadata").orElse(""));
    String name = Desk.name(said.getOrDefault("filename", said.getOrDefault("name", "upload")));
    String description = said.getOrDefault("description", "");
    Wanted wanted =
        new Wanted(
            Protocol.RESUMED,
            name,
            size,
            Math.max(1, size),
            Desk.type(Optional.empty(), name),
            Optional.ofNullable(said.get("job_id")).filter(TusRoutes::job),
            description.length() > 1000 ? description.substring(0, 1000) : description,
            Optional.ofNullable(said.get("sha256"))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.matches("[0-9a-f]{64}")));
    Upload upload = desk.uploads().begin(desk.owner(call.caller()), wanted, call.id());
    Answer answer =
        Answer.empty(201)
            .with("Location", BASE + "/" + upload.id())
            .with("Upload-Expires", HttpDate.of(upload.expires()));
    boolean withBytes = call.header("Content-Type").equals(Optional.of(BYTES));
    if (withBytes || size == 0) {
      long offset = withBytes ? take(call, upload, 0).bytes() : 0;
      ended(call, upload, offset);
      return answer.with("Upload-Offset", Long.toString(offset));
    }
    return answer;
  }

  private static boolean job(String text) {
    return text.matches("[0-9A-Za-z][0-9A-Za-z_.+-]{0,63}");
  }

  private Answer head(Call call) throws IOException {
    Upload upload = own(call);
    Progress progress = desk.uploads().detail(upload).progress();
    if (upload.status().open() && progress.bytes() == upload.wanted().size()) {
      // All came, and what failed then may work now; the client would else believe it is done.
      ended(call, upload, progress.bytes());
    }
    return Answer.empty(200)
        .with("Upload-Offset", Long.toString(progress.bytes()))
        .with("Upload-Length", Long.toString(upload.wanted().size()))
        .with("Upload-Expires", HttpDate.of(upload.expires()));
  }

  private Answer patch(Call call) throws IOException {
    if (!call.header("Content-Type").equals(Optional.of(BYTES))) {
      throw new Refusal(415, "wrong_media_type", "Send the bytes as " + BYTES + ".");
    }
    long offset = number(call, "Upload-Offset");
    Upload upload = own(call);
    Progress progress = take(call, upload, offset);
    ended(call, upload, progress.bytes());
    return Answer.empty(204)
        .with("Upload-Offset", Long.toString(progress.bytes()))
        .with("Upload-Expires", HttpDate.of(progress.upload().expires()));
  }

  /// For clients whose way here lets pass no other methods.
  private Answer overridden(Call call) throws IOException {
    return switch (call.header("X-HTTP-Method-Override").orElse("")) {
      case "PATCH" -> patch(call);
      case "DELETE" -> terminate(call);
      default ->
          throw new Refusal(405, "method_not_allowed", "This path does not answer POST.")
              .header("Allow", "DELETE, GET, HEAD, OPTIONS, PATCH");
    };
  }

  private Answer terminate(Call call) throws IOException {
    Upload upload = own(call);
    if (upload.status() == UploadStatus.COMPLETED) {
      throw Refusal.forbidden(
          "The upload is completed and its file is yours: DELETE /api/files/" + upload.id() + ".");
    }
    desk.uploads().cancel(upload, call.id());
    return Answer.empty(204);
  }

  private Progress take(Call call, Upload upload, long offset) throws IOException {
    Checksums said = checksum(call.header("Upload-Checksum"));
    try (TailReceiving tail = desk.uploads().tail(upload, offset, call.id())) {
      Progress progress = tail.take(call.stream(), said);
      desk.told().accept(progress);
      return progress;
    }
  }

  private void ended(Call call, Upload upload, long bytes) throws IOException {
    if (bytes == upload.wanted().size()) {
      desk.completion().complete(upload, Optional.empty(), false, call.id());
    }
  }

  private static Checksums checksum(Optional<String> header) {
    if (header.isEmpty()) {
      return Checksums.NONE;
    }
    String[] words = header.get().strip().split(" ", 2);
    String algorithm = ALGORITHMS.get(words[0].toLowerCase(Locale.ROOT));
    if (algorithm == null || words.length < 2) {
      throw Refusal.invalid("Upload-Checksum: expected md5, sha1 or sha256 and the sum in Base64");
    }
    try {
      return new Checksums(Map.of(algorithm, Base64.getDecoder().decode(words[1].strip())));
    } catch (IllegalArgumentException _) {
      throw Refusal.invalid("Upload-Checksum: the sum is not Base64");
    }
  }

  private static long number(Call call, String header) {
    String text = call.header(header).orElse("").strip();
    if (!text.matches("\\d{1,18}")) {
      throw Refusal.invalid(header + ": expected a whole number from 0");
    }
    return Long.parseLong(text);
  }

  private static Map<String, String> metadata(String header) {
    if (header.length() > LONGEST_METADATA) {
      throw Refusal.invalid("Upload-Metadata: too long");
    }
    Map<String, String> all = new HashMap<>();
    for (String pair : header.split(",", -1)) {
      String[] words = pair.strip().split(" ", 2);
      try {
        byte[] value =
            words.length < 2 ? new byte[0] : Base64.getDecoder().decode(words[1].strip());
        all.put(words[0], UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
      } catch (IllegalArgumentException | CharacterCodingException _) {
        throw Refusal.invalid("Upload-Metadata: " + words[0] + " is not UTF-8 in Base64");
      }
    }
    return all;
  }

  /// What belongs to others, or did not begin as tus, is not there.
  private Upload own(Call call) {
    Upload upload =
        desk.uploads()
            .find(call.variable("upload_id"))
            .filter(found -> found.wanted().protocol() == Protocol.RESUMED)
            .filter(found -> Desk.sees(call.caller(), found.owner()))
            .orElseThrow(() -> Refusal.notFound("There is no such upload."));
    if (upload.status() == UploadStatus.CANCELLED || upload.status() == UploadStatus.FAILED) {
      throw new Refusal(410, "gone", "This upload ended: " + upload.error().orElse("") + ".");
    }
    return upload;
  }
}
