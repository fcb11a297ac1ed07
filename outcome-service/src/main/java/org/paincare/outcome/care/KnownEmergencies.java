package org.paincare.outcome.care;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.paincare.platform.emergency.ToldEmergencies;
import org.paincare.platform.tenancy.CurrentClinic;

/** Break-glass opens the person's answers, results and alerts here too. */
class KnownEmergencies {

    @Produces
    @Singleton
    ToldEmergencies emergencies(DataSource pool, CurrentClinic clinic, InstantSource clock, Care care) {
        return new ToldEmergencies(
                pool,
                clinic,
                clock,
                Map.of("assessmentId", "assessment", "alertId", "safety_alert"),
                patient -> care.ids(care.canonical(patient)));
    }
}
