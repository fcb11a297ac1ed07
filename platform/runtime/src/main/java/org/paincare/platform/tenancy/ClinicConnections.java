package org.paincare.platform.tenancy;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.paincare.platform.db.Deadline;

/**
 * Tells the database, inside the transaction that just took the connection, which clinic's rows it may show. The setting
 * ends with the transaction, so a connection never carries one clinic's setting into another's work; without a clinic
 * nothing is set and row security shows nothing. Where the caller waits only so long, no statement takes longer.
 */
@ApplicationScoped
public class ClinicConnections implements AgroalPoolInterceptor {

    private final CurrentClinic currentClinic;
    private final Deadline deadline;

    ClinicConnections(CurrentClinic currentClinic, Deadline deadline) {
        this.currentClinic = currentClinic;
        this.deadline = deadline;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        if (!Arc.container().requestContext().isActive()) {
            return;
        }
        var clinic = currentClinic.orNull();
        if (clinic == null) {
            return;
        }
        var left = deadline.leftMillis();
        try (var set = connection.prepareStatement("SELECT set_config('app.clinic', ?, true)"
                + (left.isPresent() ? ", set_config('statement_timeout', ?, true)" : ""))) {
            set.setString(1, clinic.toString());
            if (left.isPresent()) {
                set.setString(2, Long.toString(left.getAsLong()));
            }
            set.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the clinic could not be set", e);
        }
    }
}
