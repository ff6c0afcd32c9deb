package org.hpcctl.services.websocketservice.socketio;

import module java.base;

import org.hpcctl.services.websocketservice.channel.Channel;
import org.hpcctl.services.websocketservice.channel.Scope;

/// What those listened to who went away a moment ago, under the private id that only they know.
final class Absent {
  private final int most;
  private final SequencedMap<String, Absence> absences = new LinkedHashMap<>();

  private record Absence(String user, Map<Channel, Scope> subscriptions) {}

  Absent(int most) {
    this.most = most;
  }

  synchronized void remember(String id, String user, Map<Channel, Scope> subscriptions) {
    absences.put(id, new Absence(user, subscriptions));
    if (absences.size() > most) {
      absences.remove(absences.firstEntry().getKey());
    }
  }

  synchronized Optional<Map<Channel, Scope>> recall(String id, String user) {
    return Optional.ofNullable(absences.get(id))
        .filter(absence -> absence.user().equals(user))
        .map(Absence::subscriptions);
  }
}
