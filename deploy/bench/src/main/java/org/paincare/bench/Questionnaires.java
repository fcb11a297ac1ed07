package org.paincare.bench;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.PostgresAccess;

/** The open PHQ-9 of invented patients: each is answered once, so more are opened before each measurement. */
final class Questionnaires {

    /** Nobody answers more of them in a second; those left over wait for the next time. */
    private static final int MOST_PER_SECOND = 4_000;

    private final PostgresAccess server;
    private final DataSizes sizes;
    private final AtomicLong taken = new AtomicLong();
    private volatile long opened;

    Questionnaires(PostgresAccess server, DataSizes sizes) {
        this.server = server;
        this.sizes = sizes;
    }

    /** Opens enough for so many seconds. */
    void openFor(double seconds) throws SQLException {
        long wanted = taken.get() + (long) Math.ceil(seconds * MOST_PER_SECOND);
        if (wanted <= opened) {
            return;
        }
        Map<String, Object> values = new HashMap<>(sizes.byName());
        values.put("clinic", DemoClinic.BOGOTA.id());
        values.put("first", opened + 1);
        values.put("last", wanted);
        try (var connection = server.superuser("paincare_outcome")) {
            SqlFile.run(connection, "open-assessments", values);
        }
        opened = wanted;
    }

    /** The number of one that nobody has answered; 0 where none is left. */
    long take() {
        long next = taken.incrementAndGet();
        return next <= opened ? next : 0;
    }
}
