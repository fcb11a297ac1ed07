package org.paincare.session.protocol;

import static org.paincare.session.reference.DataFiles.require;

import org.jspecify.annotations.Nullable;

/** How many sessions make a series and how many days lie between them; no interval for a single session. */
public record Series(
        int sessions, int sessionsUpTo, @Nullable Integer intervalDays) {

    public Series {
        require(sessions >= 1 && sessionsUpTo >= sessions && sessionsUpTo <= 52, "a series has 1 to 52 sessions");
        require(sessionsUpTo == 1 || intervalDays == null || intervalDays >= 1, "days between sessions: 1 or more");
    }
}
