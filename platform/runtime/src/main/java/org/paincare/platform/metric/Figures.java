package org.paincare.platform.metric;

import io.micrometer.core.instrument.Tags;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Figures of all clinics together that one feature reads from the database every few seconds. A look has to cost little
 * whatever is stored: by an index, bounded. No clinic, no person and no id is ever part of one.
 */
public interface Figures {

    /** How many rows a count looks at: more are told as this many. */
    int MOST = 10_000;

    /** How long one statement of a look may last. */
    int SECONDS = 2;

    /** Reads all of them anew. Where it fails none of them is shown. */
    List<Figure> read() throws SQLException;

    /**
     * One figure.
     *
     * @param name  dotted, with its unit last where it has one: {@code paincare.outbox.oldest.seconds}
     * @param about what operators read beside it
     */
    record Figure(String name, String about, Tags tags, double value) {

        public static Figure of(String name, String about, double value) {
            return new Figure(name, about, Tags.empty(), value);
        }
    }

    /** A statement that is given up after {@link #SECONDS}. */
    static PreparedStatement briefly(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(SECONDS);
        return statement;
    }
}
