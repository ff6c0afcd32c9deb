package org.hpcctl.services.fileservice.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.fileservice.transfer.Progress;
import org.hpcctl.services.fileservice.transfer.StoredFile;
import org.hpcctl.services.fileservice.transfer.Upload;
import org.hpcctl.services.fileservice.transfer.UploadStatus;
import org.hpcctl.services.kit.Json;

/// How files and sessions look from outside. Nothing here tells where in the file system they lie.
final class Views {
  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

  private Views() {}

  static ObjectNode upload(Progress progress) {
    Upload upload = progress.upload();
    ObjectNode view =
        Json.object()
            .put("upload_id", upload.id())
            .put("filename", upload.name())
            .put("file_size", upload.wanted().size())
            .put("file_type", upload.wanted().type())
            .put("user_id", upload.owner().id())
            .put("username", upload.owner().username())
            .put("job_id", upload.wanted().jobId().orElse(null))
            .put("description", upload.wanted().description())
            .put("chunk_size", upload.wanted().chunkSize())
            .put("total_chunks", upload.grid().total())
            .put("uploaded_chunks", progress.received())
            .put("progress", progress.percent())
            .put("status", upload.status().word())
            .put("error_message", upload.error().orElse(null))
            .put("created_at", upload.created().toString())
            .put("updated_at", upload.updated().toString())
            .put("completed_at", upload.completed().map(Instant::toString).orElse(null))
            .put("expires_at", upload.expires().toString());
    if (upload.status() == UploadStatus.COMPLETED) {
      view.put("file_id", upload.id());
    }
    return view;
  }

  /// What the documents call `file_info` of an upload.
  static ObjectNode info(Upload upload) {
    return Json.object()
        .put("filename", upload.name())
        .put("file_size", upload.wanted().size())
        .put("file_type", upload.wanted().type())
        .put("job_id", upload.wanted().jobId().orElse(null));
  }

  static ObjectNode file(StoredFile file) {
    return Json.object()
        .put("id", file.id())
        .put("filename", file.name())
        .put("size", file.size())
        .put("file_type", file.type())
        .put("user_id", file.owner().id())
        .put("username", file.owner().username())
        .put("job_id", file.jobId().orElse(null))
        .put("description", file.description())
        .put("sha256", file.sha256().orElse(null))
        .put("created_at", file.created().toString());
  }

  /// `Content-Disposition` (RFC 6266): the name in ASCII for those who know no other, and as it is.
  static String attachment(String name) {
    StringBuilder ascii = new StringBuilder();
    name.codePoints()
        .forEach(
            point ->
                ascii.appendCodePoint(
                    US_ASCII.newEncoder().canEncode(Character.toString(point))
                            && point != '"'
                            && point != '\\'
                            && point != '%'
                            && !Character.isISOControl(point)
                        ? point
                        : '_'));
    StringBuilder escaped = new StringBuilder();
    for (byte each : name.getBytes(UTF_8)) {
      if (PLAIN.indexOf(each) >= 0) {
        escaped.append((char) each);
      } else {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + escaped;
  }
}
