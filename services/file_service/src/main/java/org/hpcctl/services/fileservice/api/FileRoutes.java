package org.hpcctl.services.fileservice.api;

import module java.base;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.fileservice.store.Directory;
import org.hpcctl.services.fileservice.transfer.FileFilter;
import org.hpcctl.services.fileservice.transfer.FileType;
import org.hpcctl.services.fileservice.transfer.Owner;
import org.hpcctl.services.fileservice.transfer.Policy;
import org.hpcctl.services.fileservice.transfer.Protocol;
import org.hpcctl.services.fileservice.transfer.SimpleUpload;
import org.hpcctl.services.fileservice.transfer.StoredFile;
import org.hpcctl.services.fileservice.transfer.StoredFiles;
import org.hpcctl.services.fileservice.transfer.Wanted;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;

/// Files in one request: `/api/files`. What belongs to others is not there.
public final class FileRoutes {
  /// Room for the form around the files.
  private static final long FORM = 16L * 1024 * 1024;

  private static final int MOST_FILES = 50;

  private final Desk desk;

  private FileRoutes(Desk desk) {
    this.desk = desk;
  }

  public static List<Route> of(Desk desk) {
    FileRoutes here = new FileRoutes(desk);
    Access anybody = Access.signedIn();
    return List.of(
        Route.post("/api/files/upload", anybody, here::upload).body(desk.policy().maxSize() + FORM),
        Route.get("/api/files", anybody, here::list),
        Route.get("/api/files/{id}", anybody, here::download),
        Route.delete("/api/files/{id}", anybody, here::delete),
        Route.get("/api/files/{id}/metadata", anybody, here::metadata));
  }

  /// The bytes of several files come first, their description may come after them: so all are taken
  /// in, and then all are given their names.
  private Answer upload(Call call) throws IOException {
    Owner owner = desk.owner(call.caller());
    Multipart form = Multipart.of(call);
    Map<String, String> fields = new HashMap<>();
    List<SimpleUpload> came = new ArrayList<>();
    try {
      for (Optional<Multipart.Part> next = form.next(); next.isPresent(); next = form.next()) {
        Multipart.Part part = next.get();
        if (part.fileName().isEmpty()) {
          fields.put(part.name(), part.text());
        } else if (came.size() == MOST_FILES) {
          throw Refusal.invalid("More than " + MOST_FILES + " files in one request.");
        } else {
          SimpleUpload file = begin(owner, Desk.name(part.fileName().get()), call);
          came.add(file);
          file.take(part.stream());
        }
      }
      if (came.isEmpty()) {
        throw Refusal.invalid("file: missing; expected at least one file");
      }
      return answer(came, About.of(fields));
    } finally {
      for (SimpleUpload file : came) {
        file.close();
      }
    }
  }

  private SimpleUpload begin(Owner owner, String name, Call call) throws IOException {
    Wanted wanted =
        new Wanted(
            Protocol.SIMPLE,
            name,
            -1,
            Policy.LARGEST_CHUNK,
            FileType.of(name),
            Optional.empty(),
            "",
            Optional.empty());
    return SimpleUpload.begin(
        desk.uploads(), desk.completion(), desk.directories(), owner, wanted, call.id());
  }

  /// What the fields of the form say of its files.
  private record About(String description, Optional<String> job) {
    static About of(Map<String, String> fields) {
      String description = fields.getOrDefault("description", "");
      Optional<String> job =
          Optional.ofNullable(fields.get("job_id")).filter(text -> !text.isEmpty());
      if (description.length() > 1000 || description.indexOf('\0') >= 0) {
        throw Refusal.invalid("description: expected " + Desk.DESCRIPTION.expectation());
      }
      if (job.isPresent() && !job.get().matches("[0-9A-Za-z][0-9A-Za-z_.+-]{0,63}")) {
        throw Refusal.invalid("job_id: expected " + Desk.JOB.expectation());
      }
      return new About(description, job);
    }
  }

  private static Answer answer(List<SimpleUpload> came, About about) throws IOException {
    ArrayNode files = Json.array();
    for (SimpleUpload file : came) {
      files.add(Views.file(file.complete(about.description(), about.job())));
    }
    ObjectNode body = ((ObjectNode) files.get(0)).deepCopy();
    body.put("message", files.size() == 1 ? "File uploaded" : files.size() + " files uploaded");
    body.set("files", files);
    return Answer.json(201, body).with("Location", "/api/files/" + body.path("id").asText());
  }

  private Answer list(Call call) {
    Desk.Whose whose = Desk.Whose.of(call);
    Optional<Long> own =
        call.query("user_id").isEmpty() ? Optional.of(call.caller().id()) : whose.id();
    FileFilter filter =
        new FileFilter(
            whose.name(),
            own,
            call.query("job_id").filter(text -> !text.isEmpty()),
            call.query("file_type").filter(text -> !text.isEmpty()),
            (int) call.query("limit", 1, 1000, 100),
            (int) call.query("offset", 0, 1_000_000, 0));
    StoredFiles.Listed listed = desk.files().list(filter);
    ArrayNode files = Json.array();
    listed.files().forEach(file -> files.add(Views.file(file)));
    return Answer.ok(
        Json.object()
            .put("total", listed.total())
            .put("limit", filter.limit())
            .put("offset", filter.offset())
            .set("files", files));
  }

  private Answer metadata(Call call) throws IOException {
    StoredFile file = own(call);
    ObjectNode view = Views.file(file);
    Optional<Directory.Facts> facts = desk.files().facts(file, call.id());
    view.put("present", facts.isPresent());
    view.put("size_now", facts.map(Directory.Facts::size).orElse(null));
    view.put("modified_at", facts.map(now -> now.modified().toString()).orElse(null));
    return Answer.ok(view);
  }

  private Answer delete(Call call) throws IOException {
    StoredFile file = own(call);
    desk.files().delete(file, call.id());
    return Answer.ok(Json.object().put("message", "File deleted").put("id", file.id()));
  }

  private Answer download(Call call) throws IOException {
    StoredFile file = own(call);
    Directory.Facts facts =
        desk.files()
            .facts(file, call.id())
            .orElseThrow(() -> Refusal.notFound("The file is not in its directory any more."));
    Validators validators = Validators.of(file, facts);
    if (validators.unchanged(call)) {
      return validators.on(Answer.empty(304));
    }
    Optional<String> range =
        call.header("Range").filter(_ -> validators.stillTheSame(call.header("If-Range")));
    return switch (ByteRange.of(range, facts.size())) {
      case ByteRange.Asked.Nothing _ ->
          throw new Refusal(416, "range", "The file has " + facts.size() + " bytes.")
              .header("Content-Range", "bytes */" + facts.size());
      case ByteRange.Asked.All _ ->
          send(call, file, 200, new ByteRange(0, facts.size() - 1), validators);
      case ByteRange.Asked.Part(ByteRange part) ->
          send(call, file, 206, part, validators)
              .with(
                  "Content-Range",
                  "bytes %d-%d/%d".formatted(part.first(), part.last(), facts.size()));
    };
  }

  private Answer send(
      Call call, StoredFile file, int status, ByteRange range, Validators validators)
      throws IOException {
    Answer.Writer writer =
        call.request().getMethod().equals("HEAD") ? _ -> {} : writer(call, file, range);
    Answer answer =
        Answer.streamed(status, "application/octet-stream", range.length(), writer)
            .with("Accept-Ranges", "bytes")
            .with("Cache-Control", "private, no-cache")
            .with("Content-Disposition", Views.attachment(file.name()))
            // A file is data, whatever a browser may think it looks like.
            .with("X-Content-Type-Options", "nosniff")
            .with("Content-Security-Policy", "sandbox");
    return validators.on(answer);
  }

  /// Opened before the answer begins: what cannot be read is told by its status.
  private Answer.Writer writer(Call call, StoredFile file, ByteRange range) throws IOException {
    if (range.length() == 0) {
      return _ -> {};
    }
    Directory.Source source = desk.files().read(file, range.first(), range.length(), call.id());
    return out -> {
      try (source) {
        InputStream bytes = source.bytes();
        byte[] buffer = new byte[64 * 1024];
        long sent = 0;
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
          out.write(buffer, 0, read);
          sent += read;
        }
        if (sent < range.length()) {
          throw new EOFException("the file became shorter while it was sent");
        }
      }
    };
  }

  private StoredFile own(Call call) {
    return desk.files()
        .find(call.variable("id"))
        .filter(file -> Desk.sees(call.caller(), file.owner()))
        .orElseThrow(() -> Refusal.notFound("There is no such file."));
  }
}
