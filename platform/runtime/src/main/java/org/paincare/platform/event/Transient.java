package org.paincare.platform.event;

import java.sql.SQLException;

/** Tells failures that pass by themselves (the database is away, busy or chose us as a victim) from those that stay. */
final class Transient {

    private Transient() {}

    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                return state == null
                        || state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("53")
                        || state.startsWith("55")
                        || state.startsWith("57")
                        || state.startsWith("58")
                        || "25P03".equals(state);
            }
        }
        return false;
    }
}
