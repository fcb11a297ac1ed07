package org.paincare.outcome.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;

/** What session-service tells: plans, sessions from booking to close, adverse events, critical pressures. */
@ApplicationScoped
class ToldBySessionService {

    private static final String PREFIX = "org.paincare.session.";
    private static final Set<String> PRESSURE = Set.of("SBP", "DBP");

    private final CareBook book;

    ToldBySessionService(CareBook book) {
        this.book = book;
    }

    private static <T> EventHandler told(String name, Class<T> payload, BiConsumer<IncomingEvent, T> effect) {
        return new Told<>(PREFIX + name + ".v1", payload, effect);
    }

    record PlanVersion(
            UUID patientId,
            UUID planId,
            int revision,
            String phase,
            int sessionsPlanned,
            int intervalDays,
            BigDecimal doseMgPerKg,
            Instant occurredAt) {}

    @Produces
    @Singleton
    EventHandler planActivated() {
        return told(
                "PlanActivated",
                PlanVersion.class,
                (event, told) -> book.about(told.patientId(), () -> {
                    book.update(
                            "INSERT INTO care_plan (clinic_id, id, patient_id, activated_at) VALUES (?, ?, ?, ?)"
                                    + " ON CONFLICT (clinic_id, id) DO UPDATE SET activated_at = excluded.activated_at",
                            book.clinicId(),
                            told.planId(),
                            told.patientId(),
                            told.occurredAt());
                    revision(told);
                }));
    }

    @Produces
    @Singleton
    EventHandler planRevised() {
        return told(
                "PlanRevised",
                PlanVersion.class,
                (event, told) -> book.about(told.patientId(), () -> {
                    plan(told.planId(), told.patientId());
                    revision(told);
                }));
    }

    private void plan(UUID plan, UUID patient) {
        book.update(
                "INSERT INTO care_plan (clinic_id, id, patient_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                book.clinicId(),
                plan,
                patient);
    }

    private void revision(PlanVersion told) {
        book.update(
                "INSERT INTO care_plan_revision (clinic_id, plan_id, revision, phase, sessions_planned, interval_days,"
                        + " dose_mg_per_kg, occurred_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                book.clinicId(),
                told.planId(),
                told.revision(),
                told.phase(),
                told.sessionsPlanned(),
                told.intervalDays(),
                told.doseMgPerKg(),
                told.occurredAt());
    }

    record PlanEnded(UUID patientId, UUID planId, String reason, Instant occurredAt) {}

    @Produces
    @Singleton
    EventHandler planEnded() {
        return told(
                "PlanEnded",
                PlanEnded.class,
                (event, told) -> book.about(told.patientId(), () -> {
                    plan(told.planId(), told.patientId());
                    book.update(
                            "UPDATE care_plan SET ended_at = ?, end_reason = ? WHERE clinic_id = ? AND id = ?",
                            told.occurredAt(),
                            told.reason(),
                            book.clinicId(),
                            told.planId());
                }));
    }

    record SessionBooked(UUID patientId, UUID sessionId, UUID planId, Instant startsAt, int seriesIndex) {}

    @Produces
    @Singleton
    EventHandler sessionBooked() {
        return told(
                "SessionBooked",
                SessionBooked.class,
                (event, told) -> book.about(told.patientId(), () -> {
                    session(told.sessionId(), told.patientId());
                    book.update(
                            "UPDATE care_session SET plan_id = ?, series_index = ?, starts_at = ?, state = 'BOOKED'"
                                    + " WHERE clinic_id = ? AND id = ? AND state <> 'HELD'",
                            told.planId(),
                            told.seriesIndex(),
                            told.startsAt(),
                            book.clinicId(),
                            told.sessionId());
                }));
    }

    record SessionMoved(UUID patientId, UUID sessionId, Instant startsAt) {}

    @Produces
    @Singleton
    EventHandler sessionMoved() {
        return told(
                "SessionMoved",
                SessionMoved.class,
                (event, told) -> book.about(told.patientId(), () -> {
                    session(told.sessionId(), told.patientId());
                    book.update(
                            "UPDATE care_session SET starts_at = ? WHERE clinic_id = ? AND id = ? AND state = 'BOOKED'",
                            told.startsAt(),
                            book.clinicId(),
                            told.sessionId());
                }));
    }

    record SessionCancelled(UUID patientId, UUID sessionId, UUID planId) {}

    @Produces
    @Singleton
    EventHandler sessionCancelled() {
        return told(
                "SessionCancelled",
                SessionCancelled.class,
                (event, told) -> book.about(told.patientId(), () -> {
                    session(told.sessionId(), told.patientId());
                    book.update(
                            "UPDATE care_session SET state = 'NOT_HELD', plan_id = ?"
                                    + " WHERE clinic_id = ? AND id = ? AND state <> 'HELD'",
                            told.planId(),
                            book.clinicId(),
                            told.sessionId());
                }));
    }

    record SessionStarted(
            UUID patientId,
            UUID sessionId,
            UUID planId,
            int planRevision,
            int seriesIndex,
            @Nullable Integer nrsBefore,
            Instant occurredAt) {}

    @Produces
    @Singleton
    EventHandler sessionStarted() {
        return told(
                "SessionStarted",
                SessionStarted.class,
                (event, told) -> book.about(told.patientId(), () -> {
                    session(told.sessionId(), told.patientId());
                    book.update(
                            "UPDATE care_session SET state = 'HELD', plan_id = ?, plan_revision = ?, series_index = ?,"
                                    + " starts_at = ?, nrs_before = ? WHERE clinic_id = ? AND id = ?",
                            told.planId(),
                            told.planRevision(),
                            told.seriesIndex(),
                            told.occurredAt(),
                            told.nrsBefore(),
                            book.clinicId(),
                            told.sessionId());
                }));
    }

    record Scales(@Nullable Integer cadss6Max) {}

    record SessionEnded(
            UUID patientId,
            UUID sessionId,
            UUID planId,
            int planRevision,
            int seriesIndex,
            Instant startedAt,
            Instant occurredAt,
            BigDecimal doseGivenMg,
            boolean criticalPressure,
            @Nullable Integer nrsBefore,
            @Nullable Integer nrsAfter,
            @Nullable Scales scales,
            @Nullable Integer worstGrade) {}

    @Produces
    @Singleton
    EventHandler sessionEnded() {
        return told(
                "SessionEnded",
                SessionEnded.class,
                (event, told) -> book.about(told.patientId(), () -> {
                    session(told.sessionId(), told.patientId());
                    book.update(
                            "UPDATE care_session SET state = 'HELD', plan_id = ?, plan_revision = ?, series_index = ?,"
                                    + " starts_at = ?, ended_at = ?, dose_given_mg = ?,"
                                    + " nrs_before = coalesce(?::int, nrs_before), nrs_after = ?, worst_grade = ?,"
                                    + " critical_pressure = critical_pressure OR ?, cadss6_max = ?"
                                    + " WHERE clinic_id = ? AND id = ?",
                            told.planId(),
                            told.planRevision(),
                            told.seriesIndex(),
                            told.startedAt(),
                            told.occurredAt(),
                            told.doseGivenMg(),
                            told.nrsBefore(),
                            told.nrsAfter(),
                            told.worstGrade(),
                            told.criticalPressure(),
                            told.scales() == null ? null : told.scales().cadss6Max(),
                            book.clinicId(),
                            told.sessionId());
                }));
    }

    record SessionClosed(UUID patientId, UUID sessionId, BigDecimal doseGivenMg) {}

    @Produces
    @Singleton
    EventHandler sessionClosed() {
        return told(
                "SessionClosed",
                SessionClosed.class,
                (event, told) -> book.about(told.patientId(), () -> {
                    session(told.sessionId(), told.patientId());
                    book.update(
                            "UPDATE care_session SET dose_given_mg = ? WHERE clinic_id = ? AND id = ?",
                            told.doseGivenMg(),
                            book.clinicId(),
                            told.sessionId());
                }));
    }

    record ComfortAnswer(String code, int score) {}

    record DischargeCompleted(
            UUID patientId, UUID sessionId, @Nullable List<ComfortAnswer> comfort, Instant occurredAt) {}

    @Produces
    @Singleton
    EventHandler dischargeCompleted() {
        return told("DischargeCompleted", DischargeCompleted.class, (event, told) -> {
            if (told.comfort() == null || told.comfort().isEmpty()) {
                return;
            }
            book.about(told.patientId(), () -> {
                session(told.sessionId(), told.patientId());
                told.comfort()
                        .forEach(answer -> book.update(
                                "INSERT INTO care_comfort (clinic_id, session_id, code, patient_id, score, occurred_at)"
                                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                book.clinicId(),
                                told.sessionId(),
                                answer.code(),
                                told.patientId(),
                                answer.score(),
                                told.occurredAt()));
            });
        });
    }

    record AdverseEventRecorded(
            UUID patientId,
            UUID adverseEventId,
            @Nullable UUID sessionId,
            String code,
            int grade,
            Instant occurredAt,
            @Nullable UUID supersedesAdverseEventId) {}

    @Produces
    @Singleton
    EventHandler adverseEventRecorded() {
        return told(
                "AdverseEventRecorded",
                AdverseEventRecorded.class,
                (event, told) -> book.about(
                        told.patientId(),
                        () -> book.update(
                                "INSERT INTO care_adverse_event (clinic_id, id, patient_id, session_id, code, grade,"
                                        + " occurred_at, supersedes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                book.clinicId(),
                                told.adverseEventId(),
                                told.patientId(),
                                told.sessionId(),
                                told.code(),
                                told.grade(),
                                told.occurredAt(),
                                told.supersedesAdverseEventId())));
    }

    record AlarmRaised(
            UUID patientId,
            UUID sessionId,
            String level,
            @Nullable String sign) {}

    @Produces
    @Singleton
    EventHandler alarmRaised() {
        return told("AlarmRaised", AlarmRaised.class, (event, told) -> {
            if (!told.level().equals("CRITICAL") || told.sign() == null || !PRESSURE.contains(told.sign())) {
                return;
            }
            book.about(told.patientId(), () -> {
                session(told.sessionId(), told.patientId());
                book.update(
                        "UPDATE care_session SET critical_pressure = true WHERE clinic_id = ? AND id = ?",
                        book.clinicId(),
                        told.sessionId());
            });
        });
    }

    record ObservationFlagged(
            UUID patientId, UUID observationId, String sign, BigDecimal value, String flag, Instant occurredAt) {}

    @Produces
    @Singleton
    EventHandler observationFlagged() {
        return told("ObservationFlagged", ObservationFlagged.class, (event, told) -> {
            if (!told.flag().equals("RESTING_HIGH")) {
                return;
            }
            book.about(
                    told.patientId(),
                    () -> book.update(
                            "INSERT INTO care_finding (clinic_id, id, patient_id, code, value, observed_at)"
                                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                            book.clinicId(),
                            told.observationId(),
                            told.patientId(),
                            "RESTING_" + told.sign(),
                            told.value(),
                            told.occurredAt()));
        });
    }

    /** The row of a session first heard of by whatever event came first. */
    private void session(UUID session, UUID patient) {
        book.update(
                "INSERT INTO care_session (clinic_id, id, patient_id, state, critical_pressure)"
                        + " VALUES (?, ?, ?, 'BOOKED', false) ON CONFLICT DO NOTHING",
                book.clinicId(),
                session,
                patient);
    }
}
