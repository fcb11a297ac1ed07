package org.paincare.testing.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who has logged in with which browser, so that a second client does not ask for the password again; 8 h, in memory. */
final class BrowserSessions {

    record Session(String username, Instant authTime) {}

    private static final Duration LIFE = Duration.ofHours(8);

    private final InstantSource clock;
    private final Map<String, Session> sessions = new HashMap<>();

    BrowserSessions(InstantSource clock) {
        this.clock = clock;
    }

    synchronized String open(String username) {
        sessions.values().removeIf(this::isOld);
        String id = Secrets.random();
        sessions.put(id, new Session(username, clock.instant()));
        return id;
    }

    synchronized Optional<Session> find(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : sessions.get(id)).filter(session -> !isOld(session));
    }

    synchronized Optional<Session> close(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : sessions.remove(id));
    }

    private boolean isOld(Session session) {
        return session.authTime().plus(LIFE).isBefore(clock.instant());
    }
}
