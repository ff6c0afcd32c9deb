/// The inputs of the files that a Prometheus and a Grafana of the operator's own read.
///
/// One record a file; its template has the file's name and lies in the resource folder of this
/// package. May use [org.hpcctl.templates.FileText] only.
@NullMarked
package org.hpcctl.templates.monitoring;

import org.jspecify.annotations.NullMarked;
