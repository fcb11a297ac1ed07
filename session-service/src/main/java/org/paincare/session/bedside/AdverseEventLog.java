package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.adverse.AdverseEvents;
import org.paincare.session.adverse.EventKind;
import org.paincare.session.adverse.Grade;
import org.paincare.session.adverse.Measure;
import org.paincare.session.adverse.PressureRise;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.observing.VitalSummaries;
import org.paincare.session.order.SignedOrders;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.vigilance.Vigilance;

/** Adverse events of sessions: graded by figures and people, never edited, corrected by a later record. */
@ApplicationScoped
class AdverseEventLog {

    private static final String HYPERTENSION = "HTN";

    private final AdverseEvents catalogue = AdverseEvents.builtIn();
    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final InfusionLog infusions;
    private final SignedOrders orders;
    private final VitalSummaries vitals;
    private final ClinicProfiles clinics;
    private final Language language;
    private final Vigilance vigilance;
    private final EventFollowUps followUps;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    AdverseEventLog(
            DataSource pool,
            Lifecycle lifecycle,
            InfusionLog infusions,
            SignedOrders orders,
            VitalSummaries vitals,
            ClinicProfiles clinics,
            Language language,
            Vigilance vigilance,
            EventFollowUps followUps,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.infusions = infusions;
        this.orders = orders;
        this.vitals = vitals;
        this.clinics = clinics;
        this.language = language;
        this.vigilance = vigilance;
        this.followUps = followUps;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Problem AE_UNKNOWN, AE_IS_OBSERVATION, AE_NEEDS_GRADE, OCCURRED_IN_FUTURE, NOT_FOUND, CONFLICT */
    @Transactional
    AdverseEventJson.View record(UUID sessionId, AdverseEventJson.Record asked) {
        var session = lifecycle.find(sessionId);
        var kind = catalogue.find(asked.code()).orElseThrow(() -> Problem.of(SessionProblem.AE_UNKNOWN));
        var now = clock.instant();
        var onset = asked.onsetAt() == null ? now : asked.onsetAt();
        if (onset.isAfter(now) || (asked.endedAt() != null && asked.endedAt().isBefore(onset))) {
            throw Problem.of(SessionProblem.OCCURRED_IN_FUTURE);
        }
        if (kind.code().equals(HYPERTENSION)) {
            mustBeMoreThanARise(session, asked);
        }
        var judged = catalogue
                .judge(
                        kind,
                        asked.grade() == null ? null : Grade.valueOf("G" + asked.grade()),
                        figures(sessionId, asked.timesUpperLimit()),
                        BigDecimal.valueOf(clinics.current().altitude().spo2DesaturationGrade3BelowPercent()))
                .orElseThrow(() -> Problem.of(SessionProblem.AE_NEEDS_GRADE));
        var id = Ids.next();
        var rate = rateAt(session, onset);
        insert(id, session, asked, judged.grade().ordinal() + 1, rate, onset, now);
        vigilance.recorded(new Vigilance.Recorded(
                id, sessionId, session.patientId(), judged.grade(), asked.serious(), asked.supersedesAdverseEventId()));
        followUps.recorded(
                session,
                id,
                judged.actions(),
                asked.outcome() == AdverseEventJson.Outcome.RESOLVED,
                asked.supersedesAdverseEventId());
        outbox.append(OutgoingEvent.of(
                "AdverseEventRecorded",
                session.patientId(),
                now,
                new AdverseEventJson.Told(
                        session.patientId(),
                        id,
                        sessionId,
                        kind.code(),
                        judged.grade().ordinal() + 1,
                        asked.serious(),
                        asked.causality(),
                        asked.action(),
                        asked.outcome(),
                        rate == null ? null : rate.text(),
                        onset,
                        asked.endedAt(),
                        asked.supersedesAdverseEventId())));
        audit.wrote(AuditEntry.of("ADVERSE_EVENT_RECORDED", "adverse-event", id, session.patientId()));
        return jdbc.first(
                        "SELECT * FROM adverse_event WHERE clinic_id = ? AND id = ?",
                        row -> view(row, judged.actions()),
                        clinic.get(),
                        id)
                .orElseThrow();
    }

    @Transactional
    List<AdverseEventJson.View> of(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("ADVERSE_EVENTS_READ", "session", sessionId, session.patientId()));
        return jdbc.list(
                "SELECT * FROM adverse_event WHERE clinic_id = ? AND session_id = ? ORDER BY id",
                row -> view(row, null),
                clinic.get(),
                sessionId);
    }

    AdverseEventJson.Catalogue kinds() {
        return new AdverseEventJson.Catalogue(
                catalogue.version().id(),
                catalogue.pressureBackWithinMmHg(),
                catalogue.kinds().stream()
                        .map(kind -> new AdverseEventJson.KindView(
                                kind.code(),
                                language.of(kind.name()),
                                kind.lowestGrade() == null
                                        ? null
                                        : kind.lowestGrade().ordinal() + 1,
                                kind.actions().entrySet().stream()
                                        .collect(Collectors.toMap(
                                                entry -> String.valueOf(
                                                        entry.getKey().ordinal() + 1),
                                                Map.Entry::getValue,
                                                (first, last) -> last,
                                                TreeMap::new)),
                                kind.source().text()))
                        .toList());
    }

    AdverseEventJson.Summary summary(UUID sessionId) {
        return jdbc.first(
                        "SELECT count(*) AS events, max(grade) AS worst FROM adverse_event a WHERE clinic_id = ?"
                                + " AND session_id = ? AND NOT EXISTS (SELECT 1 FROM adverse_event later"
                                + " WHERE later.clinic_id = a.clinic_id AND later.supersedes = a.id)",
                        row -> new AdverseEventJson.Summary(row.getInt("events"), (Integer) row.getObject("worst")),
                        clinic.get(),
                        sessionId)
                .orElseThrow();
    }

    private void mustBeMoreThanARise(Session session, AdverseEventJson.Record asked) {
        var rise = asked.pressure();
        var judged = new PressureRise(
                vitals.critical(session.id()).pressure(),
                rise != null && rise.treated(),
                rise != null && rise.symptomatic(),
                rise != null && rise.persistsIntoRecovery());
        if (!judged.isAdverseEvent()) {
            throw Problem.of(SessionProblem.AE_IS_OBSERVATION);
        }
    }

    private Map<Measure, BigDecimal> figures(UUID sessionId, @Nullable BigDecimal timesUpperLimit) {
        var extremes = vitals.extremes(sessionId);
        var figures = new EnumMap<Measure, BigDecimal>(Measure.class);
        if (timesUpperLimit != null) {
            figures.put(Measure.TIMES_UPPER_LIMIT, timesUpperLimit);
        }
        put(figures, Measure.SBP, extremes.greatest().get(Sign.SBP));
        put(figures, Measure.DBP, extremes.greatest().get(Sign.DBP));
        put(figures, Measure.SPO2, extremes.least().get(Sign.SPO2));
        put(figures, Measure.RASS, extremes.least().get(Sign.RASS));
        return figures;
    }

    private static void put(Map<Measure, BigDecimal> figures, Measure measure, @Nullable Integer value) {
        if (value != null) {
            figures.put(measure, BigDecimal.valueOf(value));
        }
    }

    private @Nullable MilligramsPerKilogramPerHour rateAt(Session session, Instant onset) {
        var order = orders.of(session);
        if (order.isEmpty() || session.startedAt() == null || onset.isBefore(session.startedAt())) {
            return null;
        }
        var ordered = order.get().order();
        var infusion = infusions.read(session.id(), ordered.concentration());
        var until = new org.paincare.session.infusion.InfusionRecord(
                infusion.concentration(),
                infusion.entries().stream()
                        .filter(e -> !e.occurredAt().isAfter(onset))
                        .toList());
        return until.rate()
                .at(ordered.concentration())
                .per(ordered.weight().kg())
                .stored();
    }

    private void insert(
            UUID id,
            Session session,
            AdverseEventJson.Record asked,
            int grade,
            @Nullable MilligramsPerKilogramPerHour rate,
            Instant onset,
            Instant now) {
        var before = asked.supersedesAdverseEventId();
        if (before != null
                && jdbc.first(
                                "SELECT 1 FROM adverse_event WHERE clinic_id = ? AND session_id = ? AND id = ?",
                                row -> 1,
                                clinic.get(),
                                session.id(),
                                before)
                        .isEmpty()) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        try {
            jdbc.update(
                    "INSERT INTO adverse_event (clinic_id, id, session_id, patient_id, code, grade, serious, causality,"
                            + " action, outcome, description, rate_at_onset, onset_at, ended_at, supersedes, person, name,"
                            + " recorded_at, times_upper_limit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    clinic.get(),
                    id,
                    session.id(),
                    session.patientId(),
                    asked.code(),
                    grade,
                    asked.serious(),
                    asked.causality(),
                    asked.action(),
                    asked.outcome(),
                    asked.description(),
                    rate == null ? null : rate.decimal(),
                    onset,
                    asked.endedAt(),
                    before,
                    caller.get().id(),
                    caller.get().displayName(),
                    now,
                    asked.timesUpperLimit());
        } catch (RuntimeException failure) {
            throw "adverse_event_superseded_once".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(PlatformProblem.CONFLICT)
                    : failure;
        }
    }

    private static AdverseEventJson.View view(ResultSet row, @Nullable Set<EventKind.Action> proposed)
            throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        var rate = row.getBigDecimal("rate_at_onset");
        return new AdverseEventJson.View(
                row.getObject("id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getString("code"),
                row.getInt("grade"),
                proposed,
                row.getBoolean("serious"),
                row.getString("causality"),
                row.getString("action"),
                row.getString("outcome"),
                row.getString("description"),
                rate == null ? null : MilligramsPerKilogramPerHour.of(rate).text(),
                row.getBigDecimal("times_upper_limit"),
                Jdbc.instant(row, "onset_at"),
                ended == null ? null : ended.toInstant(),
                row.getObject("supersedes", UUID.class),
                row.getObject("person", UUID.class),
                row.getString("name"),
                Jdbc.instant(row, "recorded_at"));
    }
}
