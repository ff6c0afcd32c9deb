/// The names of the world: proofs for DNS-01 by dynamic update, and what a CA will see of a name.
///
/// Start at [org.hpcctl.dns.TxtRecords] and [org.hpcctl.dns.NameLookup]. May use `problem` and
/// `secret`; the only room that knows dnsjava. Whatever goes wrong in a change is thrown as
/// [org.hpcctl.problem.Refused]; what a lookup could not learn is a value that says why.
@NullMarked
package org.hpcctl.dns;

import org.jspecify.annotations.NullMarked;
