package org.paincare.session.standing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.PatientRegister;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;

/** What this service remembers of the current clinic's patients. Call inside a transaction. */
@ApplicationScoped
public class KnownPatients implements PatientRegister {

    /** Due work about a patient who died or withdrew from the programme: what is booked for them is taken back. */
    public static final String CARE_ENDED = "CARE_ENDED";

    /** Of an enrolment that was ended before its time. */
    public static final String WITHDRAWN = "WITHDRAWN";

    /** Enrolment states in which nobody is treated. */
    private static final Set<String> NOT_IN_CARE =
            Set.of("INELIGIBLE", "DECLINED", "PAUSED", "LOST_TO_FOLLOW_UP", "COMPLETED", "WITHDRAWN", "DECEASED");

    /** Consents without which no drug may be given (reference 0.2.6). */
    private static final Set<String> NEEDED_TO_TREAT = Set.of("TREATMENT_OFF_LABEL", "SEDATION_RISK");

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    KnownPatients(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    /**
     * A patient as last told.
     *
     * @param canonicalId of the same person, where this id was merged into another
     * @param position    number of the last event about the patient that was taken
     */
    public record Patient(
            UUID id,
            @Nullable LocalDate diedOn,
            @Nullable String enrolmentState,
            @Nullable UUID canonicalId,
            long position) {}

    /** @param value decimal text, for facts that have one */
    public record Fact(
            String code,
            String state,
            @Nullable String value,
            @Nullable String unit,
            @Nullable String valueCode,
            Instant observedAt) {}

    /** The last eligibility decision of a scope. */
    public record Eligibility(
            String decision,
            @Nullable UUID sessionId,
            List<String> blockingRuleIds,
            @Nullable Instant validUntil,
            Instant decidedAt) {}

    public Optional<Patient> find(UUID patientId) {
        return jdbc.first(
                "SELECT id, died_on, enrolment_state, canonical_id, position FROM known_patient"
                        + " WHERE clinic_id = ? AND id = ?",
                row -> new Patient(
                        row.getObject("id", UUID.class),
                        row.getObject("died_on", LocalDate.class),
                        row.getString("enrolment_state"),
                        row.getObject("canonical_id", UUID.class),
                        row.getLong("position")),
                clinic.get(),
                patientId);
    }

    /**
     * A patient of this clinic.
     *
     * @throws Problem NOT_FOUND for another clinic's and for one not heard of yet
     */
    public Patient get(UUID patientId) {
        return find(patientId).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    @Override
    public boolean knows(UUID patientId) {
        return find(patientId).isPresent();
    }

    /** The id that writes go under: the canonical one where the patient was merged. */
    public UUID canonical(UUID patientId) {
        var known = get(patientId);
        return known.canonicalId() == null ? known.id() : known.canonicalId();
    }

    /** Every id of the person, the given one first. */
    public List<UUID> aliases(UUID patientId) {
        var canonical = find(patientId).map(Patient::canonicalId).orElse(null);
        var person = canonical == null ? patientId : canonical;
        var all = new ArrayList<UUID>(List.of(patientId));
        if (!person.equals(patientId)) {
            all.add(person);
        }
        jdbc
                .list(
                        "SELECT id FROM known_patient WHERE clinic_id = ? AND canonical_id = ?",
                        row -> row.getObject("id", UUID.class),
                        clinic.get(),
                        person)
                .stream()
                .filter(id -> !all.contains(id))
                .forEach(all::add);
        return List.copyOf(all);
    }

    public Optional<Fact> fact(UUID patientId, String code) {
        return jdbc.first(
                "SELECT code, state, value, unit, value_code, observed_at FROM known_fact"
                        + " WHERE clinic_id = ? AND patient_id = ? AND code = ?",
                row -> new Fact(
                        row.getString("code"),
                        row.getString("state"),
                        row.getString("value"),
                        row.getString("unit"),
                        row.getString("value_code"),
                        Jdbc.instant(row, "observed_at")),
                clinic.get(),
                patientId,
                code);
    }

    public Optional<Eligibility> eligibility(UUID patientId, String scope) {
        return jdbc.first(
                "SELECT decision, session_id, blocking, valid_until, decided_at FROM known_eligibility"
                        + " WHERE clinic_id = ? AND patient_id = ? AND scope = ?",
                KnownPatients::eligibility,
                clinic.get(),
                patientId,
                scope);
    }

    /**
     * What is known here that forbids treatment, whatever else is unknown: codes of {@link StopFact}.
     *
     * @param today in the clinic's zone
     */
    public List<StopFact> stopFacts(UUID patientId, LocalDate today) {
        var known = find(patientId);
        var stops = new ArrayList<StopFact>();
        known.map(Patient::diedOn).ifPresent(day -> stops.add(StopFact.DECEASED));
        known.map(Patient::enrolmentState)
                .filter(NOT_IN_CARE::contains)
                .ifPresent(s -> stops.add(StopFact.NOT_IN_CARE));
        if (withdrewNeededConsent(patientId, today)) {
            stops.add(StopFact.CONSENT_NOT_STANDING);
        }
        eligibility(patientId, "P")
                .filter(e -> e.decision().equals("EXCLUDED"))
                .ifPresent(e -> stops.add(StopFact.EXCLUDED));
        return List.copyOf(stops);
    }

    /** Whether a consent of this type, given under any id of the person, is in force on that day of the clinic's zone. */
    public boolean hasConsent(UUID patientId, String type, LocalDate day) {
        return stands(aliases(patientId).toArray(UUID[]::new), type, day).orElse(false);
    }

    /** Empty where none was ever given. Only the one signed last counts: what it replaced does not come back with its end. */
    private Optional<Boolean> stands(UUID[] ids, String type, LocalDate day) {
        return jdbc.first(
                "SELECT withdrawn_at IS NULL AND (expires_on IS NULL OR expires_on >= ?) AS stands FROM known_consent"
                        + " WHERE clinic_id = ? AND patient_id = ANY (?) AND type = ?"
                        + " ORDER BY granted_at DESC NULLS FIRST, id DESC LIMIT 1",
                row -> row.getBoolean("stands"),
                day,
                clinic.get(),
                ids,
                type);
    }

    /** The latest of its type withdrawn or run out. Never given is for eligibility to say. */
    private boolean withdrewNeededConsent(UUID patientId, LocalDate today) {
        return NEEDED_TO_TREAT.stream()
                .anyMatch(type -> !stands(new UUID[] {patientId}, type, today).orElse(true));
    }

    private static Eligibility eligibility(ResultSet row) throws SQLException {
        var until = row.getObject("valid_until", java.time.OffsetDateTime.class);
        return new Eligibility(
                row.getString("decision"),
                row.getObject("session_id", UUID.class),
                List.of((String[]) row.getArray("blocking").getArray()),
                until == null ? null : until.toInstant(),
                Jdbc.instant(row, "decided_at"));
    }
}
