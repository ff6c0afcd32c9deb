package org.hpcctl.dns;

import module java.base;

import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// What is known of one type of record at one name, after aliases.
sealed interface Reply {

  /// @param owner the name at the end of the aliases, where the records are
  record Records(Name owner, List<Record> records) implements Reply {
    public Records {
      records = List.copyOf(records);
    }
  }

  /// There are none.
  ///
  /// @param nameExists whether there is something else at this name, or below it
  /// @param zone the zone that says so, when the answer tells
  record None(Name owner, boolean nameExists, Optional<Name> zone) implements Reply {}

  /// Nobody could be asked, or nobody would tell. That is never "no".
  record Unanswered(String why) implements Reply {}
}
