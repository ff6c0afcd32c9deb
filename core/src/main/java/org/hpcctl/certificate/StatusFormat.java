package org.hpcctl.certificate;

/// The words of `cert status --format`.
public enum StatusFormat {
  table,
  json,
  prometheus;

  /// The status in this form.
  public String text(CertificateStatus status) {
    return switch (this) {
      case table -> StatusTable.of(status);
      case json -> StatusJson.of(status);
      case prometheus -> StatusMetrics.of(status);
    };
  }
}
