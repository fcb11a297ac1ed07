package org.paincare.outcome.assessment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.calendar.AssessmentState;
import org.paincare.outcome.calendar.CalendarRules;
import org.paincare.outcome.calendar.DueAssessment;
import org.paincare.outcome.calendar.PlanChange;
import org.paincare.platform.tenancy.ClinicOwned;

/** A stored assessment; its times and state follow the calendar until it is answered or over. */
@Entity
@Table(name = "assessment")
class AssessmentRow extends ClinicOwned {

    static final String AD_HOC = "AD_HOC";

    /** Rows of the calendar by their names in events and answers. */
    private static final Map<String, String> SCHEDULES = Map.of(
            "AFTER_24_HOURS", "PLUS_24_H",
            "AFTER_7_DAYS", "PLUS_7_D",
            "EVERY_28_DAYS", "EVERY_28_D",
            "EVERY_84_DAYS", "EVERY_84_D");

    private static final Map<String, Integer> WINDOWS_PER_POINT = Map.of("EVERY_28_DAYS", 1, "EVERY_84_DAYS", 3);

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Column(name = "plan_key", updatable = false)
    private String planKey;

    @Column(name = "calendar_row", updatable = false)
    private String calendarRow;

    @Column(updatable = false)
    private String code;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private CalendarRules.Kind kind;

    @Enumerated(EnumType.STRING)
    @Column(name = "answered_by", updatable = false)
    private CalendarRules.By answeredBy;

    @Column(updatable = false)
    private String anchor;

    @Column(name = "opens_at")
    private Instant opensAt;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Enumerated(EnumType.STRING)
    private AssessmentState state;

    /** Not part of the version: whoever fills the form in while a reminder goes out is not refused for it. */
    @OptimisticLock(excluded = true)
    @Column(name = "reminders_sent")
    private int remindersSent;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected AssessmentRow() {}

    @SuppressWarnings("NullAway")
    AssessmentRow(UUID clinicId, DueAssessment planned) {
        super(clinicId, planned.id());
        this.patientId = planned.patientId();
        this.planKey = planned.key();
        this.calendarRow = planned.row();
        this.code = planned.code();
        this.kind = planned.kind();
        this.answeredBy = planned.by();
        this.anchor = planned.anchor();
        this.state = AssessmentState.SCHEDULED;
        move(planned);
    }

    final void move(DueAssessment planned) {
        this.opensAt = planned.dueFrom();
        this.dueAt = planned.due();
        this.expiresAt = planned.dueUntil();
    }

    void become(AssessmentState next) {
        this.state = next;
    }

    void reminded() {
        this.remindersSent++;
    }

    int remindersSent() {
        return remindersSent;
    }

    String calendarRow() {
        return calendarRow;
    }

    DueAssessment planned() {
        return new DueAssessment(
                id(), planKey, patientId, calendarRow, code, kind, answeredBy, anchor, opensAt, dueAt, expiresAt);
    }

    PlanChange.Stored stored(@Nullable Instant answeredAt) {
        return new PlanChange.Stored(planned(), state, answeredAt);
    }

    UUID patientId() {
        return patientId;
    }

    String code() {
        return code;
    }

    CalendarRules.Kind kind() {
        return kind;
    }

    CalendarRules.By answeredBy() {
        return answeredBy;
    }

    AssessmentState state() {
        return state;
    }

    Instant opensAt() {
        return opensAt;
    }

    Instant dueAt() {
        return dueAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    boolean isAdHoc() {
        return AD_HOC.equals(calendarRow);
    }

    String schedule() {
        return SCHEDULES.getOrDefault(calendarRow, calendarRow);
    }

    /** The session it hangs on: anchors of session rows are the session's id. */
    @Nullable
    UUID sessionId() {
        return switch (calendarRow) {
            case "PRE_SESSION", "AFTER_24_HOURS", "AFTER_7_DAYS", "FOLLOW_UP_CALL_24_H", "FOLLOW_UP_CALL_7_D" ->
                UUID.fromString(anchor);
            default -> null;
        };
    }

    /** The window it goes with: anchors of course rows are {@code courseId/point}; 0 for the baseline. */
    @Nullable
    Integer windowIndex() {
        if ("BASELINE".equals(calendarRow)) {
            return 0;
        }
        var perPoint = WINDOWS_PER_POINT.get(calendarRow);
        return perPoint == null ? null : Integer.valueOf(anchor.substring(anchor.indexOf('/') + 1)) * perPoint;
    }

    AssessmentJson.Status json() {
        return new AssessmentJson.Status(
                id(),
                patientId,
                schedule(),
                code,
                kind,
                answeredBy,
                sessionId(),
                windowIndex(),
                opensAt,
                dueAt,
                expiresAt,
                state,
                remindersSent,
                "\"v" + version() + "\"");
    }
}
