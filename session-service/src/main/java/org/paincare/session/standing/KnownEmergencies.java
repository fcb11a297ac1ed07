package org.paincare.session.standing;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.paincare.platform.emergency.ToldEmergencies;
import org.paincare.platform.tenancy.CurrentClinic;

/** Break-glass opens the person's plans, sessions and alarms here too. */
class KnownEmergencies {

    @Produces
    @Singleton
    ToldEmergencies emergencies(DataSource pool, CurrentClinic clinic, InstantSource clock, KnownPatients patients) {
        return new ToldEmergencies(
                pool,
                clinic,
                clock,
                Map.of("sessionId", "session", "planId", "plan", "alarmId", "alarm"),
                patients::aliases);
    }
}
