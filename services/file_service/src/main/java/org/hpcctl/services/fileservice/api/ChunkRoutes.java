package org.hpcctl.services.fileservice.api;

import module java.base;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.fileservice.transfer.Checksums;
import org.hpcctl.services.fileservice.transfer.ChunkReceiving;
import org.hpcctl.services.fileservice.transfer.Completion;
import org.hpcctl.services.fileservice.transfer.FileName;
import org.hpcctl.services.fileservice.transfer.FileType;
import org.hpcctl.services.fileservice.transfer.Policy;
import org.hpcctl.services.fileservice.transfer.Progress;
import org.hpcctl.services.fileservice.transfer.Protocol;
import org.hpcctl.services.fileservice.transfer.StoredFile;
import org.hpcctl.services.fileservice.transfer.Upload;
import org.hpcctl.services.fileservice.transfer.UploadFilter;
import org.hpcctl.services.fileservice.transfer.UploadStatus;
import org.hpcctl.services.fileservice.transfer.Uploads;
import org.hpcctl.services.fileservice.transfer.Wanted;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Kind;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.identity.Caller;

/// Uploads in chunks, in any order and from any number of connections: `/api/v2/files`.
public final class ChunkRoutes {
  private static final long SMALL = 64 * 1024;
  private static final long LARGEST = 1L << 50;

  private final Desk desk;

  private ChunkRoutes(Desk desk) {
    this.desk = desk;
  }

  public static List<Route> of(Desk desk, Limits limits) {
    ChunkRoutes here = new ChunkRoutes(desk);
    String base = "/api/v2/files/";
    Access anybody = Access.signedIn();
    return List.of(
        limits.on("upload_init", Route.post(base + "upload/init", anybody, here::init).body(SMALL)),
        limits.on(
            "upload_chunk",
            Route.post(base + "upload/chunk", anybody, here::chunk)
                .body(Policy.LARGEST_CHUNK + SMALL)),
        limits.on(
            "upload_complete",
            Route.post(base + "upload/complete", anybody, here::complete).body(SMALL)),
        limits.on("uploads_list", Route.get(base + "uploads", anybody, here::list)),
        limits.on("upload_get", Route.get(base + "uploads/{upload_id}", anybody, here::detail)),
        limits.on(
            "upload_delete", Route.delete(base + "uploads/{upload_id}", anybody, here::delete)),
        Route.get(base + "stats", Access.permitted(Desk.OF_ALL), limits::statistics));
  }

  private record Asked(Wanted wanted, Optional<String> user) {}

  private Answer init(Call call) throws IOException {
    Asked asked = call.body(this::asked);
    requireSelf(call.caller(), asked.user());
    Upload upload = desk.uploads().begin(desk.owner(call.caller()), asked.wanted(), call.id());
    desk.told().accept(new Progress(upload, 0, 0));
    return Answer.json(
        201,
        Json.object()
            .put("upload_id", upload.id())
            .put("chunk_size", upload.wanted().chunkSize())
            .put("total_chunks", upload.grid().total())
            .put("storage_path", upload.name())
            .put("expires_at", upload.expires().toString())
            .set("file_info", Views.info(upload)));
  }

  private Asked asked(Fields fields) {
    String name = fields.required("filename", FileName.kind());
    return new Asked(
        new Wanted(
            Protocol.CHUNKED,
            name,
            fields.required("file_size", Kind.number(0, LARGEST)),
            fields.optional(
                "chunk_size",
                Kind.number(Policy.SMALLEST_CHUNK, Policy.LARGEST_CHUNK),
                desk.policy().chunkSize()),
            Desk.type(fields.optional("file_type", Kind.oneOf(FileType.ALL)), name),
            fields.optional("job_id", Desk.JOB),
            fields.optional("description", Desk.DESCRIPTION, ""),
            fields.optional("sha256", Desk.SHA256)),
        fields.optional("user_id", USER));
  }

  private static final Kind<String> USER =
      new Kind<>(
          "your own name or number",
          "",
          false,
          node -> node.isTextual() || node.isIntegralNumber() ? node.asText() : null);

  private static void requireSelf(Caller caller, Optional<String> user) {
    boolean self =
        user.isEmpty()
            || user.get().equals(caller.username())
            || user.get().equals(Long.toString(caller.id()));
    if (!self) {
      throw Refusal.forbidden("user_id: the token says that you are " + caller.username() + ".");
    }
  }

  private Answer chunk(Call call) throws IOException {
    Multipart form = Multipart.of(call);
    Map<String, String> fields = new HashMap<>();
    Optional<ChunkReceiving> receiving = Optional.empty();
    try {
      for (Optional<Multipart.Part> next = form.next(); next.isPresent(); next = form.next()) {
        Multipart.Part part = next.get();
        if (!part.name().equals("chunk")) {
          fields.put(part.name(), part.text());
        } else if (receiving.isPresent()) {
          throw Refusal.invalid("chunk: there are two of them");
        } else {
          receiving = Optional.of(receiving(call, fields));
          copy(part.stream(), receiving.get());
        }
      }
      if (receiving.isEmpty()) {
        throw Refusal.invalid("chunk: missing; expected a file");
      }
      Progress progress = receiving.get().finish(checksums(fields));
      desk.told().accept(progress);
      return Answer.ok(
          Json.object()
              .put("message", "Chunk uploaded successfully")
              .put("uploaded_chunks", progress.received())
              .put("total_chunks", progress.upload().grid().total())
              .put("progress", progress.percent()));
    } finally {
      if (receiving.isPresent()) {
        receiving.get().close();
      }
    }
  }

  private ChunkReceiving receiving(Call call, Map<String, String> fields) throws IOException {
    String id = fields.get("upload_id");
    String index = fields.get("chunk_index");
    if (id == null || index == null) {
      throw Refusal.invalid("upload_id and chunk_index have to come before chunk.");
    }
    if (!index.strip().matches("\\d{1,9}")) {
      throw Refusal.invalid("chunk_index: expected a whole number from 0");
    }
    Upload upload = own(call.caller(), id.strip());
    return desk.uploads().chunk(upload, Integer.parseInt(index.strip()), call.id());
  }

  private static Checksums checksums(Map<String, String> fields) {
    Checksums all = Checksums.NONE;
    for (String key : List.of("checksum", "sha256")) {
      String given = fields.getOrDefault(key, "").strip();
      if (!given.isEmpty()) {
        all =
            all.and(
                Checksums.ofHexadecimal(given)
                    .orElseThrow(
                        () ->
                            Refusal.invalid(key + ": expected an MD5 or SHA-256 in hexadecimal")));
      }
    }
    return all;
  }

  private static void copy(InputStream in, ChunkReceiving to) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      to.write(buffer, 0, read);
    }
  }

  private record Ended(String id, boolean verify, Optional<String> sha256) {
    static Ended read(Fields fields) {
      return new Ended(
          fields.required("upload_id", Desk.ID),
          fields.optional("verify_checksum", Kind.flag(), false),
          fields.optional("sha256", Desk.SHA256));
    }
  }

  private Answer complete(Call call) throws IOException {
    Ended ended = call.body(Ended::read);
    Upload upload = own(call.caller(), ended.id());
    StoredFile file = desk.completion().complete(upload, ended.sha256(), ended.verify(), call.id());
    told(upload.id());
    return Answer.ok(
        Json.object()
            .put("message", "Upload completed successfully")
            .put("file_id", file.id())
            .put("file_path", file.name())
            .set("file_info", Views.file(file)));
  }

  private void told(String id) {
    desk.uploads()
        .find(id)
        .map(upload -> desk.uploads().detail(upload).progress())
        .ifPresent(desk.told());
  }

  private Answer list(Call call) {
    Desk.Whose whose = Desk.Whose.of(call);
    UploadFilter filter =
        new UploadFilter(
            whose.name(),
            whose.id(),
            call.query("job_id").filter(text -> !text.isEmpty()),
            call.query("status").filter(text -> !text.isEmpty()).map(ChunkRoutes::status),
            (int) call.query("limit", 1, 1000, 100),
            (int) call.query("offset", 0, 1_000_000, 0));
    Uploads.Listed listed = desk.uploads().list(filter);
    ArrayNode uploads = Json.array();
    listed.uploads().forEach(progress -> uploads.add(Views.upload(progress)));
    return Answer.ok(Json.object().put("total", listed.total()).set("uploads", uploads));
  }

  private static UploadStatus status(String word) {
    return Stream.of(UploadStatus.values())
        .filter(status -> status.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "status: expected initialized, uploading, completed, cancelled or failed"));
  }

  private Answer detail(Call call) {
    Upload upload = own(call.caller(), call.variable("upload_id"));
    Uploads.Detail detail = desk.uploads().detail(upload);
    ObjectNode view = Views.upload(detail.progress());
    if (upload.wanted().protocol() == Protocol.CHUNKED && upload.status().open()) {
      ArrayNode received = view.putArray("received");
      detail.chunks().stream().forEach(received::add);
      view.set("missing", Completion.missing(detail.chunks(), upload.grid().total()));
    }
    return Answer.ok(view);
  }

  private Answer delete(Call call) throws IOException {
    Upload upload = own(call.caller(), call.variable("upload_id"));
    if (upload.status() == UploadStatus.COMPLETED) {
      if (!call.query("delete_file").equals(Optional.of("true"))) {
        throw Refusal.conflict(
            "The upload is completed and its file is yours. To delete that too, say"
                + " delete_file=true, or DELETE /api/files/"
                + upload.id()
                + ".");
      }
      Optional<StoredFile> file = desk.files().find(upload.id());
      if (file.isPresent()) {
        desk.files().delete(file.get(), call.id());
      }
    } else {
      desk.uploads().cancel(upload, call.id());
      told(upload.id());
    }
    return Answer.ok(Json.object().put("message", "Upload deleted").put("upload_id", upload.id()));
  }

  /// The documents tell apart what is not there and what is somebody else's; ids are random enough
  /// for that.
  private Upload own(Caller caller, String id) {
    Upload upload =
        desk.uploads().find(id).orElseThrow(() -> Refusal.notFound("There is no such upload."));
    if (!Desk.sees(caller, upload.owner())) {
      throw Refusal.forbidden("This is somebody else's upload.");
    }
    return upload;
  }
}
