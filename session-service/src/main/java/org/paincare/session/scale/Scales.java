package org.paincare.session.scale;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.scoring.Instrument;
import org.paincare.platform.scoring.InstrumentReader;
import org.paincare.platform.scoring.Score;
import org.paincare.platform.scoring.Scorer;
import org.paincare.platform.scoring.ScoringRefused;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.StoredJson;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.monitoring.Sign;

/** Scores answers with the instrument files of this service, and takes what they come to as a reading. */
@ApplicationScoped
public class Scales {

    /** Takes a reading as the observation endpoint does. */
    public interface Readings {
        /** The observation's id. */
        UUID take(UUID sessionId, Map<Sign, Integer> values, Instant observedAt);
    }

    private static final String FOLDER = "instruments";

    /** Which reading a scale's score is; a subscore is named after the instrument. */
    private static final Map<String, Map<String, Sign>> SIGNS = Map.of(
            "CADSS-23", Map.of("", Sign.CADSS23, "cadss6", Sign.CADSS6),
            "CADSS-6", Map.of("", Sign.CADSS6),
            "RASS", Map.of("", Sign.RASS),
            "MOAA-S", Map.of("", Sign.MOAAS),
            "PAIN-NRS", Map.of("", Sign.NRS));

    private final Map<String, Instrument> instruments = shipped();
    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final Readings readings;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Scales(
            DataSource pool,
            Lifecycle lifecycle,
            Readings readings,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.readings = readings;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** Every file is read and checked; a faulty one stops the first use with its name and faults. */
    static Map<String, Instrument> shipped() {
        return InstrumentReader.readFolder(Scales.class.getClassLoader(), FOLDER, "CADSS-23.json");
    }

    /**
     * @throws Problem NOT_FOUND, SCALE_UNKNOWN, SCALE_NOT_SCORABLE, and what the observation endpoint refuses
     */
    @Transactional(Transactional.TxType.MANDATORY)
    ScaleJson.Taken take(UUID sessionId, ScaleJson.Answered answered) {
        var session = lifecycle.find(sessionId);
        var instrument = instruments.get(answered.instrument());
        if (instrument == null) {
            throw Problem.of(SessionProblem.SCALE_UNKNOWN);
        }
        var score = score(instrument, answered).toJson();
        var now = clock.instant();
        var observedAt = answered.observedAt() == null ? now : answered.observedAt();
        var values = values(instrument.id(), score);
        if (values.isEmpty() && observedAt.isAfter(now)) {
            throw Problem.of(SessionProblem.OCCURRED_IN_FUTURE);
        }
        var observation = values.isEmpty() ? null : readings.take(sessionId, values, observedAt);
        var taken = new ScaleJson.Taken(
                Ids.next(),
                instrument.id(),
                instrument.version(),
                score,
                observation,
                caller.get().id(),
                caller.get().displayName(),
                observedAt,
                now);
        jdbc.update(
                "INSERT INTO session_scale (clinic_id, id, session_id, instrument, version, engine, items, score,"
                        + " observation_id, person, name, observed_at, recorded_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                taken.id(),
                sessionId,
                taken.instrument(),
                taken.version(),
                Scorer.VERSION,
                StoredJson.write(answered.items()),
                score.toString(),
                observation,
                taken.by(),
                taken.byName(),
                observedAt,
                now);
        audit.wrote(AuditEntry.of("SCALE_TAKEN", "session", sessionId, session.patientId()));
        return taken;
    }

    private static Score score(Instrument instrument, ScaleJson.Answered answered) {
        try {
            var score = Scorer.score(instrument, answered.items(), answered.policy());
            if (score.score() == null) {
                throw notScorable(score.violations());
            }
            return score;
        } catch (ScoringRefused refused) {
            throw notScorable(refused.violations());
        }
    }

    private static Problem notScorable(List<Score.Violation> why) {
        return Problem.of(
                SessionProblem.SCALE_NOT_SCORABLE,
                why.stream()
                        .map(v -> new Violation(
                                "/items" + v.pointer(),
                                v.code(),
                                new Text(v.message().en(), v.message().es())))
                        .toList());
    }

    private static Map<Sign, Integer> values(String instrument, JsonNode score) {
        var values = new EnumMap<Sign, Integer>(Sign.class);
        SIGNS.getOrDefault(instrument, Map.of()).forEach((subscore, sign) -> {
            var shown = subscore.isEmpty()
                    ? score.path("score")
                    : score.path("subscores").path(subscore);
            if (shown.isNumber()) {
                values.put(sign, shown.intValue());
            }
        });
        return values;
    }

    @Transactional
    List<ScaleJson.Taken> of(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("SCALES_READ", "session", sessionId, session.patientId()));
        return jdbc.list(
                "SELECT * FROM session_scale WHERE clinic_id = ? AND session_id = ? ORDER BY observed_at, id",
                Scales::view,
                clinic.get(),
                sessionId);
    }

    private static ScaleJson.Taken view(ResultSet row) throws SQLException {
        @Nullable UUID observation = row.getObject("observation_id", UUID.class);
        return new ScaleJson.Taken(
                row.getObject("id", UUID.class),
                row.getString("instrument"),
                row.getString("version"),
                StoredJson.read(row.getString("score"), JsonNode.class),
                observation,
                row.getObject("person", UUID.class),
                row.getString("name"),
                Jdbc.instant(row, "observed_at"),
                Jdbc.instant(row, "recorded_at"));
    }
}
