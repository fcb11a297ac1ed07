package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.care.DayFacts;
import org.paincare.session.care.Session;
import org.paincare.session.monitoring.Readings;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.PatientService.DayFact;

/** What the readings of a session come to, for those who decide on them. Call inside a transaction. */
@ApplicationScoped
public class VitalSummaries implements DayFacts.Vitals {

    private final Jdbc jdbc;
    private final ReadingSpans spans;
    private final Baselines baselines;
    private final Judge judge;
    private final ClinicProfiles clinics;
    private final CurrentClinic clinic;

    VitalSummaries(
            DataSource pool,
            ReadingSpans spans,
            Baselines baselines,
            Judge judge,
            ClinicProfiles clinics,
            CurrentClinic clinic) {
        this.spans = spans;
        this.jdbc = new Jdbc(pool);
        this.baselines = baselines;
        this.judge = judge;
        this.clinics = clinics;
        this.clinic = clinic;
    }

    /** Least and greatest of a sign from baseline to end. */
    public record Extremes(Map<Sign, Integer> least, Map<Sign, Integer> greatest) {}

    public Extremes extremes(UUID sessionId) {
        var least = new EnumMap<Sign, Integer>(Sign.class);
        var greatest = new EnumMap<Sign, Integer>(Sign.class);
        jdbc.first(
                "SELECT min(sbp) sbp_min, max(sbp) sbp_max, min(dbp) dbp_min, max(dbp) dbp_max, min(hr) hr_min,"
                        + " max(hr) hr_max, min(rr) rr_min, max(rr) rr_max, min(spo2) spo2_min, max(spo2) spo2_max,"
                        + " min(etco2) etco2_min, max(etco2) etco2_max, min(rass) rass_min, max(rass) rass_max,"
                        + " min(moaas) moaas_min, max(moaas) moaas_max, min(cadss6) cadss6_min, max(cadss6) cadss6_max,"
                        + " min(cadss23) cadss23_min, max(cadss23) cadss23_max" + ReadingSpans.OF_SESSION,
                row -> {
                    for (var sign : Sign.values()) {
                        if (sign != Sign.TEMP && sign != Sign.NRS) {
                            put(least, sign, row, sign.name().toLowerCase(java.util.Locale.ROOT) + "_min");
                            put(greatest, sign, row, sign.name().toLowerCase(java.util.Locale.ROOT) + "_max");
                        }
                    }
                    return 0;
                },
                spans.of(sessionId).and());
        return new Extremes(least, greatest);
    }

    private static void put(Map<Sign, Integer> into, Sign sign, ResultSet row, String column) throws SQLException {
        var value = row.getBigDecimal(column);
        if (value != null) {
            into.put(sign, value.intValueExact());
        }
    }

    /** How many readings were critical, and whether a blood pressure was. */
    public record Critical(int readings, boolean pressure) {}

    public Critical critical(UUID sessionId) {
        return jdbc.first(
                        "SELECT (SELECT count(*)" + ReadingSpans.OF_SESSION + " AND critical > 0),"
                                + " EXISTS (SELECT 1 FROM alarm WHERE clinic_id = ? AND session_id = ?"
                                + " AND level = 'CRITICAL' AND sign IN ('SBP', 'DBP'))",
                        row -> new Critical(row.getInt(1), row.getBoolean(2)),
                        spans.of(sessionId).and(clinic.get(), sessionId))
                .orElseThrow();
    }

    /** The last pain score before the drug, or after its start. */
    public @Nullable Integer nrs(UUID sessionId, boolean beforeDrug) {
        return jdbc.first(
                        "SELECT nrs" + ReadingSpans.OF_SESSION + " AND before_drug = ?"
                                + " AND nrs IS NOT NULL ORDER BY observed_at DESC, id DESC LIMIT 1",
                        row -> row.getInt("nrs"),
                        spans.of(sessionId).and(beforeDrug))
                .orElse(null);
    }

    /** Whether the last value of every vital sign raises no alert; false where none was taken since {@code since}. */
    public record LastVitals(boolean vitalsInsideAlert, boolean spo2InsideAlert) {}

    public LastVitals last(Session session, Instant since) {
        var span = spans.of(session.id());
        var values = new EnumMap<Sign, BigDecimal>(Sign.class);
        for (var sign : List.of(Sign.SBP, Sign.DBP, Sign.HR, Sign.RR, Sign.SPO2)) {
            last(span, sign, since).ifPresent(value -> values.put(sign, value));
        }
        var findings = judge.evaluate(Readings.of(values), baselines.of(session, false), clinics.current())
                .findings();
        var spo2 = values.containsKey(Sign.SPO2) && findings.stream().noneMatch(f -> f.sign() == Sign.SPO2);
        var others = values.containsKey(Sign.SBP)
                && values.containsKey(Sign.HR)
                && values.containsKey(Sign.RR)
                && findings.stream().allMatch(f -> f.sign() == Sign.SPO2);
        return new LastVitals(others, spo2);
    }

    private java.util.Optional<BigDecimal> last(ReadingSpans.Span span, Sign sign, Instant since) {
        return jdbc
                .list(
                        "SELECT sbp, dbp, hr, rr, spo2, rass" + ReadingSpans.OF_SESSION
                                + " AND observed_at >= ? ORDER BY observed_at DESC, id DESC",
                        row -> java.util.Optional.ofNullable(
                                row.getBigDecimal(sign.name().toLowerCase(java.util.Locale.ROOT))),
                        span.and(since))
                .stream()
                .flatMap(java.util.Optional::stream)
                .findFirst();
    }

    /** The last value of the signs that drugs are held by, however long ago. */
    public Map<Sign, BigDecimal> latest(UUID sessionId) {
        var span = spans.of(sessionId);
        var latest = new EnumMap<Sign, BigDecimal>(Sign.class);
        for (var sign : List.of(Sign.RASS, Sign.SPO2, Sign.SBP, Sign.HR)) {
            last(span, sign, Instant.EPOCH).ifPresent(value -> latest.put(sign, value));
        }
        return latest;
    }

    /** Every set before the drug is a fact of the day: blood pressure needs two of them, 5 minutes apart. */
    @Override
    public List<DayFact> ofDay(UUID sessionId) {
        var facts = new ArrayList<DayFact>();
        jdbc.list(
                "SELECT observed_at, on_oxygen, sbp, dbp, hr, spo2, temp" + ReadingSpans.OF_SESSION
                        + " AND before_drug ORDER BY observed_at, id",
                row -> {
                    var at = Jdbc.instant(row, "observed_at");
                    add(facts, "SYSTOLIC_BP", row.getBigDecimal("sbp"), "mm[Hg]", at);
                    add(facts, "DIASTOLIC_BP", row.getBigDecimal("dbp"), "mm[Hg]", at);
                    add(facts, "HEART_RATE", row.getBigDecimal("hr"), "/min", at);
                    add(facts, "TEMPERATURE_CEL", row.getBigDecimal("temp"), "Cel", at);
                    if (!row.getBoolean("on_oxygen")) {
                        add(facts, "SPO2_ROOM_AIR", row.getBigDecimal("spo2"), "%", at);
                    }
                    return 0;
                },
                spans.of(sessionId).and());
        return List.copyOf(facts);
    }

    private static void add(List<DayFact> facts, String code, @Nullable BigDecimal value, String unit, Instant at) {
        if (value != null) {
            facts.add(new DayFact(code, "PRESENT", value, null, unit, at, "SESSION"));
        }
    }
}
