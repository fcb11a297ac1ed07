package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.paincare.platform.db.Jdbc;
import org.paincare.session.alarm.OpenAlarm;

/**
 * Every session at the bedside, in memory: of each clinic that this replica ever worked for, those that run, and those a
 * reading came for. Looked at anew every second.
 */
@ApplicationScoped
class SessionsAtBedside {

    private static final java.time.Duration FORGOTTEN_AFTER = java.time.Duration.ofMinutes(15);

    private record Key(UUID clinic, UUID session) {}

    private record Held(SessionAtBedside session, Instant used) {}

    private final Map<Key, Held> held = new ConcurrentHashMap<>();
    private final Set<UUID> clinics = ConcurrentHashMap.newKeySet();
    private final Bedside bedside;
    private final InstantSource clock;

    SessionsAtBedside(Bedside bedside, InstantSource clock) {
        this.bedside = bedside;
        this.clock = clock;
    }

    Optional<SessionAtBedside> find(UUID clinic, UUID session) {
        return Optional.ofNullable(held.get(new Key(clinic, session))).map(Held::session);
    }

    /** What a reading's transaction committed, or what was judged while it could not be. */
    void put(SessionAtBedside session) {
        clinics.add(session.clinic());
        held.merge(
                new Key(session.clinic(), session.id()),
                new Held(session, clock.instant()),
                (old, next) -> new Held(newer(old.session(), next.session()), next.used()));
    }

    /** Somebody acknowledged, or it escalated: what is held follows at once. */
    void changed(UUID clinic, UUID session, OpenAlarm alarm) {
        held.computeIfPresent(
                new Key(clinic, session), (key, old) -> new Held(old.session().withOpen(alarm), old.used()));
    }

    private static SessionAtBedside newer(SessionAtBedside old, SessionAtBedside next) {
        if (next.version() < old.version()) {
            return old;
        }
        return next.earlierHighest() == null && old.earlierHighest() != null
                ? next.withEarlier(old.earlierHighest())
                : next;
    }

    /** Reads what is stored of them all. A clinic that cannot be read keeps what is held. */
    void refresh() {
        for (var clinic : clinics) {
            var since = clock.instant();
            var fresh = bedside.atOnce(clinic, tx -> stored(tx, clinic));
            for (var session : fresh) {
                held.computeIfPresent(
                        new Key(clinic, session.id()),
                        (key, old) -> new Held(newer(old.session(), session), old.used()));
                held.putIfAbsent(new Key(clinic, session.id()), new Held(session, clock.instant()));
            }
            forget(clinic, fresh.stream().map(SessionAtBedside::id).collect(Collectors.toSet()), since);
        }
    }

    private ArrayList<SessionAtBedside> stored(Jdbc tx, UUID clinic) {
        var ids = new HashSet<>(tx.list(
                "SELECT id FROM session WHERE clinic_id = ? AND state IN ('INFUSING', 'PAUSED', 'COMPLETED_INFUSION',"
                        + " 'STOPPED_EARLY', 'RECOVERY', 'DISCHARGE_READY')",
                row -> row.getObject("id", UUID.class),
                clinic));
        var longAgo = clock.instant().minus(FORGOTTEN_AFTER);
        held.forEach((key, value) -> {
            if (key.clinic().equals(clinic) && !value.used().isBefore(longAgo)) {
                ids.add(key.session());
            }
        });
        var sessions = new ArrayList<SessionAtBedside>();
        for (var session : BedsideRows.sessions(tx, clinic, ids)) {
            var known = find(clinic, session.id()).map(SessionAtBedside::earlierHighest);
            sessions.add(session.withEarlier(known.orElseGet(() -> BedsideRows.earlierHighest(tx, session))));
        }
        return sessions;
    }

    private void forget(UUID clinic, Set<UUID> wanted, Instant since) {
        held.entrySet()
                .removeIf(entry -> entry.getKey().clinic().equals(clinic)
                        && !wanted.contains(entry.getKey().session())
                        && entry.getValue().used().isBefore(since));
    }
}
