package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.care.Session;
import org.paincare.session.monitoring.Baseline;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.standing.KnownPatients;

/** What is normal for a person: the last readings before the drug, and the worst scales of earlier sessions. */
@ApplicationScoped
public class Baselines {

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final KnownPatients patients;

    Baselines(DataSource pool, CurrentClinic clinic, KnownPatients patients) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.patients = patients;
    }

    /** Today's values by sign; a sign not taken before the drug is absent. */
    public Map<Sign, BigDecimal> today(UUID sessionId) {
        var today = new EnumMap<Sign, BigDecimal>(Sign.class);
        jdbc.list(
                "SELECT sign, value FROM session_baseline WHERE clinic_id = ? AND session_id = ?",
                row -> today.put(Sign.valueOf(row.getString("sign")), row.getBigDecimal("value")),
                clinic.get(),
                sessionId);
        return today;
    }

    /** @param withScales whether the readings judged have a scale that is compared with earlier sessions */
    Baseline of(Session session, boolean withScales) {
        return new Baseline(today(session.id()), withScales ? earlierHighest(session) : Map.of());
    }

    private Map<Sign, BigDecimal> earlierHighest(Session session) {
        var highest = new EnumMap<Sign, BigDecimal>(Sign.class);
        jdbc.list(
                "SELECT max(cadss6) AS cadss6, max(cadss23) AS cadss23 FROM observation WHERE clinic_id = ?"
                        + " AND patient_id = ANY (?) AND session_id <> ? AND (cadss6 IS NOT NULL OR cadss23 IS NOT NULL)",
                row -> {
                    put(highest, Sign.CADSS6, row.getBigDecimal("cadss6"));
                    put(highest, Sign.CADSS23, row.getBigDecimal("cadss23"));
                    return 0;
                },
                clinic.get(),
                patients.aliases(session.patientId()).toArray(UUID[]::new),
                session.id());
        return highest;
    }

    private static void put(
            Map<Sign, BigDecimal> values, Sign sign, @org.jspecify.annotations.Nullable BigDecimal value) {
        if (value != null) {
            values.put(sign, value);
        }
    }

    void keep(UUID sessionId, Map<Sign, BigDecimal> values, Instant observedAt) {
        values.forEach((sign, value) -> jdbc.update(
                "INSERT INTO session_baseline (clinic_id, session_id, sign, value, observed_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (clinic_id, session_id, sign) DO UPDATE SET value = excluded.value,"
                        + " observed_at = excluded.observed_at WHERE excluded.observed_at >= session_baseline.observed_at",
                clinic.get(),
                sessionId,
                sign,
                value,
                observedAt));
    }
}
