package org.paincare.testing.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Five wrong passwords for one user name within a minute close it until the oldest of them is a minute old. */
final class WrongPasswords {

    private static final int ALLOWED = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED_NAMES = 10_000;

    private final InstantSource clock;
    private final Map<String, Deque<Instant>> wrong = new HashMap<>();

    WrongPasswords(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void requireFewFor(String username) throws OAuthError {
        Deque<Instant> recent = recent(username);
        if (recent.size() >= ALLOWED) {
            throw new OAuthError(429, "invalid_grant", "Too many wrong passwords for this user; wait a minute.");
        }
    }

    synchronized void count(String username) {
        if (wrong.size() >= REMEMBERED_NAMES) {
            wrong.values()
                    .removeIf(each -> each.peekLast().isBefore(clock.instant().minus(WINDOW)));
        }
        recent(username); // drops what is old
        wrong.computeIfAbsent(username, ignored -> new ArrayDeque<>()).add(clock.instant());
    }

    private Deque<Instant> recent(String username) {
        Deque<Instant> times = wrong.getOrDefault(username, new ArrayDeque<>());
        Instant oldest = clock.instant().minus(WINDOW);
        while (!times.isEmpty() && times.peekFirst().isBefore(oldest)) {
            times.removeFirst();
        }
        if (times.isEmpty()) {
            wrong.remove(username);
        }
        return times;
    }
}
