package org.paincare.outcome.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.course.CourseState;
import org.paincare.outcome.rules.Explanation;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;

/** Results as they were told, appended and read. Runs in the caller's transaction. */
@ApplicationScoped
class ProgressBook {

    /** Only the highest computation of a window stands. */
    private static final String STANDING =
            "SELECT DISTINCT ON (course_id, window_index) * FROM outcome_window WHERE clinic_id = ? AND patient_id = ?"
                    + " ORDER BY course_id, window_index, computation DESC";

    private final Jdbc jdbc;
    private final ObjectMapper json;
    private final CurrentClinic clinic;

    ProgressBook(DataSource pool, ObjectMapper json, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.json = json;
        this.clinic = clinic;
    }

    /** A window as last told. */
    record Standing(UUID windowId, UUID courseId, int computation, Instant computedAt, String content, @Nullable String response) {}

    List<Standing> windows(UUID patient) {
        return jdbc.list(
                STANDING,
                row -> new Standing(
                        row.getObject("id", UUID.class),
                        row.getObject("course_id", UUID.class),
                        row.getInt("computation"),
                        Jdbc.instant(row, "computed_at"),
                        row.getString("content"),
                        row.getString("response")),
                clinic.get(),
                patient);
    }

    void append(
            UUID patient, ProgressJson.Window window, ProgressJson.@Nullable Answer answer, int computation, Instant now) {
        jdbc.update(
                "INSERT INTO outcome_window (clinic_id, id, computation, patient_id, course_id, window_index, computed_at,"
                        + " rule_version, content, response) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                window.windowId(),
                computation,
                patient,
                window.courseId(),
                window.windowIndex(),
                now,
                window.ruleVersion(),
                text(window),
                answer == null ? null : text(answer));
    }

    /** A course as last told. */
    record ToldCourse(CourseState state, boolean maintenanceDue) {}

    Optional<ToldCourse> course(UUID course) {
        return jdbc.first(
                "SELECT state, maintenance_due FROM outcome_course WHERE clinic_id = ? AND id = ?",
                row -> new ToldCourse(CourseState.valueOf(row.getString("state")), row.getBoolean("maintenance_due")),
                clinic.get(),
                course);
    }

    void told(UUID patient, int number, ProgressJson.CourseChanged change, Explanation why, Instant now) {
        jdbc.update(
                "INSERT INTO outcome_course (clinic_id, id, patient_id, number, state, maintenance_due, changed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, id) DO UPDATE SET state = excluded.state,"
                        + " maintenance_due = excluded.maintenance_due, changed_at = excluded.changed_at",
                clinic.get(),
                change.courseId(),
                patient,
                number,
                change.to(),
                change.maintenanceDue(),
                now);
        jdbc.update(
                "INSERT INTO outcome_course_change (clinic_id, id, course_id, from_state, to_state, maintenance_due,"
                        + " window_index, occurred_at, told_at, rule_version, explanation)"
                        + " VALUES (?, ?, ?, ?::text, ?, ?, ?::int, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                change.courseId(),
                change.from(),
                change.to(),
                change.maintenanceDue(),
                change.windowIndex(),
                change.occurredAt(),
                now,
                change.ruleVersion(),
                text(why));
    }

    List<ProgressJson.Change> changes(UUID course) {
        return jdbc.list(
                "SELECT * FROM outcome_course_change WHERE clinic_id = ? AND course_id = ? ORDER BY told_at, id",
                row -> {
                    var from = row.getString("from_state");
                    return new ProgressJson.Change(
                            from == null ? null : CourseState.valueOf(from),
                            CourseState.valueOf(row.getString("to_state")),
                            row.getBoolean("maintenance_due"),
                            row.getObject("window_index", Integer.class),
                            Jdbc.instant(row, "occurred_at"),
                            row.getString("rule_version"),
                            read(row.getString("explanation"), Explanation.class));
                },
                clinic.get(),
                course);
    }

    /** False where the same was proposed before on the same basis. */
    boolean propose(UUID patient, String basis, ProgressJson.Proposal proposal, Instant now) {
        return jdbc.update(
                        "INSERT INTO outcome_proposal (clinic_id, id, patient_id, basis, proposed_at, content)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT ON CONSTRAINT outcome_proposal_once DO NOTHING",
                        clinic.get(),
                        proposal.proposalId(),
                        patient,
                        basis,
                        now,
                        text(proposal))
                == 1;
    }

    /** Latest first. */
    List<ProgressJson.Proposal> proposals(UUID patient) {
        return jdbc.list(
                "SELECT content FROM outcome_proposal WHERE clinic_id = ? AND patient_id = ? ORDER BY proposed_at DESC, id DESC",
                row -> read(row.getString(1), ProgressJson.Proposal.class),
                clinic.get(),
                patient);
    }

    String text(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
