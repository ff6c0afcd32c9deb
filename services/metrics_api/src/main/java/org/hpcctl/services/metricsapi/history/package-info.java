/// What figures were: minutes for a day, hours for 30 days, days for 2 years, in `metrics_db`.
///
/// Start at [org.hpcctl.services.metricsapi.history.History].
@NullMarked
package org.hpcctl.services.metricsapi.history;

import org.jspecify.annotations.NullMarked;
