package org.paincare.outcome.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.Source;
import org.paincare.outcome.calendar.CheckResults;
import org.paincare.outcome.care.Care;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.scoring.ReliableChange;
import org.paincare.platform.scoring.Score;
import org.paincare.platform.scoring.Shown;
import org.paincare.platform.tenancy.CurrentClinic;

/** Every save of answers, appended and read; also what results are drawn from submitted ones. */
@ApplicationScoped
public class AnswersBook {

    /** Only the last revision of an assessment counts, only where it was submitted, and not where it takes back. */
    private static final String STANDING =
            " a.submitted AND NOT a.withdrawn AND NOT EXISTS (SELECT 1 FROM assessment_answers later WHERE later.clinic_id = a.clinic_id"
                    + " AND later.assessment_id = a.assessment_id AND later.revision > a.revision AND later.submitted)";

    /** The same, and of what was not submitted yet the last draft: what it says may be all that is ever said. */
    private static final String SAID =
            " NOT a.withdrawn AND NOT EXISTS (SELECT 1 FROM assessment_answers later WHERE later.clinic_id = a.clinic_id"
                    + " AND later.assessment_id = a.assessment_id AND later.revision > a.revision"
                    + " AND (later.submitted OR NOT a.submitted))";

    /** Measures that are an instrument's score itself. */
    private static final java.util.Set<String> TOTALS = java.util.Set.of("total", "t", "value");

    private final Jdbc jdbc;
    private final Care care;
    private final CurrentClinic clinic;

    AnswersBook(DataSource pool, Care care, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.care = care;
        this.clinic = clinic;
    }

    /** How a submitted form was scored, with what. */
    record Scored(String instrumentVersion, String policy, String scorerVersion, Score score) {}

    void append(
            AssessmentRow assessment,
            AssessmentJson.Save save,
            @Nullable Scored scored,
            UUID by,
            Instant occurredAt,
            Instant now) {
        insert(assessment, save, scored, by, null, false, occurredAt, now);
    }

    /** What results answered, with the facts in place of whoever enters answers. */
    void append(AssessmentRow assessment, CheckResults.Closing closing, Instant now) {
        var items = Json.object(Map.of(closing.answer(), closing.value()));
        var save = new AssessmentJson.Save(items, true, Source.RESULT, null, closing.occurredAt(), null);
        insert(assessment, save, null, null, closing.results(), false, closing.occurredAt(), now);
    }

    /** Takes back what results had answered; the facts named are those that answer no longer. */
    void withdraw(AssessmentRow assessment, List<UUID> results, Instant now) {
        var save = new AssessmentJson.Save(Json.object(Map.of()), true, Source.RESULT, null, now, null);
        insert(assessment, save, null, null, results, true, now, now);
    }

    /** What results have answered and nobody amended since, by assessment. */
    Map<UUID, CheckResults.Answered> byResults(UUID patient) {
        var answered = new HashMap<UUID, CheckResults.Answered>();
        jdbc.list(
                        "SELECT * FROM assessment_answers a WHERE clinic_id = ? AND patient_id = ANY (?) AND source = ?"
                                + " AND" + STANDING,
                        row -> {
                            var value = Json.tree(row.getString("items")).elements();
                            return Map.entry(
                                    row.getObject("assessment_id", UUID.class),
                                    new CheckResults.Answered(
                                            value.hasNext() ? value.next().booleanValue() : null,
                                            Objects.requireNonNull(facts(row))));
                        },
                        clinic.get(),
                        care.ids(patient).toArray(UUID[]::new),
                        Source.RESULT)
                .forEach(one -> answered.put(one.getKey(), one.getValue()));
        return answered;
    }

    private void insert(
            AssessmentRow assessment,
            AssessmentJson.Save save,
            @Nullable Scored scored,
            @Nullable UUID by,
            @Nullable List<UUID> results,
            boolean withdrawn,
            Instant occurredAt,
            Instant now) {
        jdbc.update(
                "INSERT INTO assessment_answers (clinic_id, assessment_id, revision, patient_id, code, items, submitted,"
                        + " source, reason, entered_by, occurred_at, recorded_at, instrument_version, policy,"
                        + " scorer_version, status, score, band, result, result_ids, withdrawn)"
                        + " SELECT ?, ?, coalesce(max(revision), 0) + 1, ?, ?, ?, ?, ?, ?::text, ?::uuid, ?, ?, ?::text, ?::text,"
                        + " ?::text, ?::text, ?::numeric, ?::text, ?::text, ?::uuid[], ?"
                        + " FROM assessment_answers WHERE clinic_id = ? AND assessment_id = ?",
                clinic.get(),
                assessment.id(),
                assessment.patientId(),
                assessment.code(),
                save.items().toString(),
                save.submit(),
                save.source(),
                save.reason(),
                by,
                occurredAt,
                now,
                scored == null ? null : scored.instrumentVersion(),
                scored == null ? null : scored.policy(),
                scored == null ? null : scored.scorerVersion(),
                scored == null ? null : scored.score().status(),
                scored == null ? null : number(scored.score().score()),
                scored == null ? null : scored.score().band(),
                scored == null ? null : scored.score().toJson().toString(),
                results == null ? null : results.toArray(UUID[]::new),
                withdrawn,
                clinic.get(),
                assessment.id());
    }

    static @Nullable BigDecimal number(@Nullable Shown shown) {
        return shown instanceof Shown.Number number ? number.value() : null;
    }

    /** As a person writes it: the column's four decimals only where they say something. */
    private static @Nullable BigDecimal plain(@Nullable BigDecimal stored) {
        var stripped = stored == null ? null : stored.stripTrailingZeros();
        return stripped != null && stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** When what stands as the answer was true, of those of the assessments that are answered. */
    Map<UUID, Instant> answeredAt(List<UUID> assessments) {
        var answered = new HashMap<UUID, Instant>();
        jdbc.list(
                        "SELECT assessment_id, occurred_at FROM assessment_answers a WHERE clinic_id = ?"
                                + " AND assessment_id = ANY (?) AND" + STANDING,
                        row -> Map.entry(row.getObject("assessment_id", UUID.class), Jdbc.instant(row, "occurred_at")),
                        clinic.get(),
                        assessments.toArray(UUID[]::new))
                .forEach(one -> answered.put(one.getKey(), one.getValue()));
        return answered;
    }

    /** Every save, latest first. */
    List<AssessmentJson.Saved> of(UUID assessment) {
        return jdbc.list(
                "SELECT * FROM assessment_answers WHERE clinic_id = ? AND assessment_id = ? ORDER BY revision DESC",
                AnswersBook::saved,
                clinic.get(),
                assessment);
    }

    private static AssessmentJson.Saved saved(ResultSet row) throws SQLException {
        return new AssessmentJson.Saved(
                row.getInt("revision"),
                row.getString("items"),
                row.getBoolean("submitted"),
                Source.valueOf(row.getString("source")),
                row.getString("reason"),
                row.getObject("entered_by", UUID.class),
                facts(row),
                row.getBoolean("withdrawn") ? true : null,
                Jdbc.instant(row, "occurred_at"),
                Jdbc.instant(row, "recorded_at"),
                row.getString("instrument_version"),
                row.getString("policy"),
                row.getString("scorer_version"),
                row.getString("result"));
    }

    private static @Nullable List<UUID> facts(ResultSet row) throws SQLException {
        var ids = row.getArray("result_ids");
        return ids == null ? null : List.of((UUID[]) ids.getArray());
    }

    /** A submitted score as it stands. */
    public record Standing(
            UUID assessmentId,
            String instrument,
            String instrumentVersion,
            @Nullable BigDecimal score,
            @Nullable String band,
            String result,
            Instant occurredAt) {

        /** A subscore that is no number: a profile. */
        public Optional<String> text(String measure) {
            var part = Json.tree(result).path("subscores").path(measure);
            return part.isTextual() ? Optional.of(part.textValue()) : Optional.empty();
        }

        /** The total by its measure's name, or a subscore; empty where this form has no such number. */
        public Optional<BigDecimal> value(String measure) {
            var part = Json.tree(result).path("subscores").path(measure);
            if (part.isNumber()) {
                return Optional.of(part.decimalValue());
            }
            return TOTALS.contains(measure) ? Optional.ofNullable(score) : Optional.empty();
        }
    }

    /** Standing scores of one instrument, oldest first. */
    public List<Standing> scores(UUID patient, String instrument) {
        return jdbc.list(
                "SELECT * FROM assessment_answers a WHERE clinic_id = ? AND patient_id = ANY (?) AND code = ?"
                        + " AND result IS NOT NULL AND" + STANDING + " ORDER BY occurred_at, assessment_id",
                row -> new Standing(
                        row.getObject("assessment_id", UUID.class),
                        row.getString("code"),
                        row.getString("instrument_version"),
                        plain(row.getBigDecimal("score")),
                        row.getString("band"),
                        row.getString("result"),
                        Jdbc.instant(row, "occurred_at")),
                clinic.get(),
                care.ids(patient).toArray(UUID[]::new),
                instrument);
    }

    /**
     * How far apart the clinic's own people stand before treatment in one measure: the latest standing baseline score of
     * each who lets their answers be used. Empty with fewer than two.
     */
    public Optional<ReliableChange.Baselines> baselines(String instrument, String version, String measure) {
        return jdbc.first(
                "SELECT count(*) AS people, stddev_samp(value) AS deviation FROM ("
                        + "SELECT DISTINCT ON (coalesce(p.canonical_id, p.id)) coalesce("
                        + "CASE WHEN a.result::jsonb -> 'subscores' ->> ?::text ~ '^-?[0-9]+([.][0-9]+)?$'"
                        + " THEN (a.result::jsonb -> 'subscores' ->> ?::text)::numeric END,"
                        + " CASE WHEN ?::boolean THEN a.score END) AS value"
                        + " FROM assessment_answers a"
                        + " JOIN assessment s ON s.clinic_id = a.clinic_id AND s.id = a.assessment_id"
                        + " JOIN care_patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id"
                        + " WHERE a.clinic_id = ? AND a.code = ? AND a.instrument_version = ? AND a.result IS NOT NULL"
                        + " AND s.calendar_row = 'BASELINE' AND p.consent_ended_at IS NULL AND" + STANDING
                        + " ORDER BY coalesce(p.canonical_id, p.id), a.occurred_at DESC, a.assessment_id) baseline"
                        + " WHERE value IS NOT NULL HAVING count(*) > 1",
                row -> new ReliableChange.Baselines(row.getInt("people"), row.getBigDecimal("deviation")),
                measure,
                measure,
                TOTALS.contains(measure),
                clinic.get(),
                instrument,
                version);
    }

    /** The latest standing score of an instrument, if there is one. */
    public Optional<Standing> latest(UUID patient, String instrument) {
        var all = scores(patient, instrument);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** When an instrument was due and nobody answered, oldest first. */
    public List<Instant> missed(UUID patient, String instrument) {
        return jdbc.list(
                "SELECT due_at FROM assessment WHERE clinic_id = ? AND patient_id = ANY (?) AND code = ? AND state = 'EXPIRED'"
                        + " ORDER BY due_at, id",
                row -> Jdbc.instant(row, "due_at"),
                clinic.get(),
                care.ids(patient).toArray(UUID[]::new),
                instrument);
    }

    /** An answer to a check, submitted or not yet. */
    public record Checked(UUID assessmentId, JsonNode items, LocalDate day, Instant occurredAt) {}

    /** What was said to one check, oldest first. */
    public List<Checked> checks(UUID patient, String check, ZoneId zone) {
        return jdbc.list(
                "SELECT * FROM assessment_answers a WHERE clinic_id = ? AND patient_id = ANY (?) AND code = ? AND"
                        + SAID
                        + " ORDER BY occurred_at, assessment_id",
                row -> new Checked(
                        row.getObject("assessment_id", UUID.class),
                        Json.tree(row.getString("items")),
                        Jdbc.instant(row, "occurred_at").atZone(zone).toLocalDate(),
                        Jdbc.instant(row, "occurred_at")),
                clinic.get(),
                care.ids(patient).toArray(UUID[]::new),
                check);
    }
}
