package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.ListOf;
import org.hpcctl.spec.schema.Section;

/// `web.monitoring:`
final class MonitoringSection {
  private static final Field<Monitoring, List<String>> NODE_EXPORTERS =
      Field.of(
              "node_exporters",
              new ListOf<>(Form.EXPORTER),
              Monitoring::nodeExporters,
              "hosts of this file that run a node exporter, or all; host:port where it is not 9100")
          .orElse(List.of());

  static final Section<Monitoring> SECTION =
      Section.of(
          "What the portal looks at besides itself",
          values -> new Monitoring(values.of(NODE_EXPORTERS)),
          NODE_EXPORTERS);

  private MonitoringSection() {}
}
