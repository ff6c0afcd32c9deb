package org.hpcctl.services.fileservice.transfer;

import module java.base;

/// Where a session stands; the words are those of the documents.
public enum UploadStatus {
  INITIALIZED,
  UPLOADING,
  COMPLETED,
  CANCELLED,
  FAILED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static UploadStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// More may come.
  public boolean open() {
    return this == INITIALIZED || this == UPLOADING;
  }
}
