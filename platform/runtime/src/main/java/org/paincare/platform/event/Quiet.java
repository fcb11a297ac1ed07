package org.paincare.platform.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/** Tells whether events still wait to be sent. */
@Singleton
public class Quiet {

    private final AgroalDataSource pool;

    Quiet(@DataSource("relay") AgroalDataSource pool) {
        this.pool = pool;
    }

    /** Events of all clinics in the outbox. */
    public long unsent() throws SQLException {
        try (var connection = pool.getConnection();
                var count = connection.prepareStatement("SELECT count(*) FROM outbox")) {
            var row = count.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
