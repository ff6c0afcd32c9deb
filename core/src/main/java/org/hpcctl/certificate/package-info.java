/// What is known of the portal's certificate between two runs, and what is due.
///
/// Everything here lives in the state folder of a cluster (`.hpcctl/<cluster>/certificate/` beside
/// the YAML). It knows neither the CA's protocol (`org.hpcctl.acme`) nor the hosts: a run with
/// nothing to do reads one small file and ends. Start at [Lineage] and [Renewal].
@NullMarked
package org.hpcctl.certificate;

import org.jspecify.annotations.NullMarked;
