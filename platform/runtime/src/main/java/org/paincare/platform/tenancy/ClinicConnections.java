package org.paincare.platform.tenancy;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells the database, inside the transaction that just took the connection, which clinic's rows it may show. The setting
 * ends with the transaction, so a connection never carries one clinic's setting into another's work; without a clinic
 * nothing is set and row security shows nothing.
 */
@ApplicationScoped
public class ClinicConnections implements AgroalPoolInterceptor {

    private final CurrentClinic currentClinic;

    ClinicConnections(CurrentClinic currentClinic) {
        this.currentClinic = currentClinic;
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
        try (var set = connection.prepareStatement("SELECT set_config('app.clinic', ?, true)")) {
            set.setString(1, clinic.toString());
            set.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the clinic could not be set", e);
        }
    }
}
