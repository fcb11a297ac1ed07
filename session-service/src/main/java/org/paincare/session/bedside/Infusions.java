package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Evidence;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.care.SessionJson;
import org.paincare.session.care.Sessions;
import org.paincare.session.history.DoseHistories;
import org.paincare.session.infusion.InfusionEntry;
import org.paincare.session.infusion.InfusionRecord;
import org.paincare.session.observing.Alarms;
import org.paincare.session.observing.VitalSummaries;
import org.paincare.session.order.SignedOrders;
import org.paincare.session.quantity.MillilitresPerHour;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.PatientService.Reply;
import org.paincare.session.treatment.Command;
import org.paincare.session.treatment.SessionState;
import org.paincare.session.waiting.PlannedEnds;

/** The steps of an infusion at the pump, each with the session's step it is; what changes its dose is {@link DoseSteps}'. */
@ApplicationScoped
class Infusions implements Evidence.Source, Sessions.DrugStops, PlannedEnds {

    private final InfusionLog log;
    private final Pump pump;
    private final DoseGiven given;
    private final Lifecycle lifecycle;
    private final Sessions sessions;
    private final SignedOrders orders;
    private final DoseHistories histories;
    private final Alarms alarms;
    private final VitalSummaries vitals;
    private final ClinicProfiles clinics;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Infusions(
            InfusionLog log,
            Pump pump,
            DoseGiven given,
            Lifecycle lifecycle,
            Sessions sessions,
            SignedOrders orders,
            DoseHistories histories,
            Alarms alarms,
            VitalSummaries vitals,
            ClinicProfiles clinics,
            Outbox outbox,
            Audit audit,
            CurrentCaller caller,
            InstantSource clock) {
        this.log = log;
        this.pump = pump;
        this.given = given;
        this.lifecycle = lifecycle;
        this.sessions = sessions;
        this.orders = orders;
        this.histories = histories;
        this.alarms = alarms;
        this.vitals = vitals;
        this.clinics = clinics;
        this.outbox = outbox;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public void contribute(Session session, Instant at, Evidence evidence) {
        evidence.infusion(
                session.startedAt() != null,
                session.stoppedAt() != null,
                pump.endVolume(session.id()).isPresent(),
                session.criticalPause());
    }

    /** Counted from what ran so far: a pause puts the end off. */
    @Override
    public Optional<Instant> of(Session session) {
        return orders.of(session).map(SignedOrders.InForce::order).map(order -> {
            var whole = order.infusion() == null
                    ? order.bolus() == null ? Duration.ZERO : order.bolus().over()
                    : order.infusion().duration();
            var infusion = log.read(session.id(), order.concentration());
            if (infusion.entries().isEmpty()) {
                return session.enteredAt().plus(whole);
            }
            var now = clock.instant();
            return now.plus(whole.minus(infusion.totals(now).running()));
        });
    }

    /** @param reply what patient-service said just now */
    @Transactional
    void start(UUID sessionId, @Nullable String ifMatch, @Nullable Instant occurredAt, Reply reply) {
        var session = lifecycle.lock(sessionId);
        histories.lock(session.patientId());
        clinics.mustTakeOnNew();
        mustRunNowhereElse(session);
        sessions.answered(sessionId, reply);
        var taken =
                lifecycle.take(session, new Lifecycle.Ask(Command.START, ifMatch, null, occurredAt), evidence -> {});
        var order = given.order(session);
        var rate = order.order().stated().pumpRateMlPerHour();
        session.started(taken.at());
        var infusion = log.append(
                sessionId,
                InfusionRecord.empty(order.order().concentration()),
                new InfusionEntry.Start(taken.at(), caller.get().id(), rate == null ? MillilitresPerHour.ZERO : rate),
                InfusionLog.Word.because(null));
        given.record(session, order, infusion, taken.at());
        var dose = order.order().stated().doseMg();
        outbox.append(OutgoingEvent.of(
                "SessionStarted",
                session.patientId(),
                clock.instant(),
                new InfusionJson.Started(
                        session.patientId(),
                        sessionId,
                        session.planId(),
                        order.planRevision(),
                        order.orderId(),
                        session.seriesIndex(),
                        order.order().weight().kg().text(),
                        Objects.requireNonNull(dose).text(),
                        vitals.nrs(sessionId, true),
                        taken.at())));
    }

    /** Nobody has two infusions at once, under whatever id; call with the person locked. */
    private void mustRunNowhereElse(Session session) {
        if (histories.runsElsewhere(session.patientId(), session.id())) {
            throw Problem.of(SessionProblem.INFUSION_ELSEWHERE)
                    .with("ruleId", "ONE-INFUSION")
                    .with("source", "D");
        }
    }

    /** Never refused for paperwork; a critical alarm makes it a critical pause. */
    @Transactional
    void pause(UUID sessionId, SessionJson.Step asked) {
        var session = lifecycle.lock(sessionId);
        var wasRunning = session.state() == SessionState.INFUSING;
        var taken = lifecycle.take(
                session, new Lifecycle.Ask(Command.PAUSE, null, asked.reason(), asked.occurredAt()), evidence -> {});
        if (alarms.isCritical(sessionId)) {
            session.pausedCritically(true);
        }
        if (wasRunning) {
            append(session, new InfusionEntry.Pause(taken.at(), caller.get().id()), asked.reason(), taken.at());
        }
    }

    /** After a critical pause only by a prescriber (reference 0.1.5). */
    @Transactional
    void resume(UUID sessionId, @Nullable String ifMatch, SessionJson.Step asked) {
        var session = lifecycle.lock(sessionId);
        var taken = lifecycle.take(
                session, new Lifecycle.Ask(Command.RESUME, ifMatch, asked.reason(), asked.occurredAt()), evidence -> {
                    if (caller.get().is(Role.PRESCRIBER)) {
                        evidence.resumeOrdered();
                    }
                });
        session.pausedCritically(false);
        append(session, new InfusionEntry.Resume(taken.at(), caller.get().id()), asked.reason(), taken.at());
    }

    /** The planned end or an early one; never refused for paperwork. */
    @Transactional
    void stop(UUID sessionId, InfusionJson.Stop asked) {
        var session = lifecycle.lock(sessionId);
        var command = asked.completed() ? Command.COMPLETE : Command.STOP;
        var why = asked.reason() == null ? asked.explanation() : asked.reason().name();
        var taken = lifecycle.step(session, new Lifecycle.Ask(command, null, why, asked.occurredAt()), evidence -> {});
        var order = given.order(session);
        var infusion = log.read(sessionId, order.order().concentration());
        var after = log.append(
                sessionId,
                infusion,
                new InfusionEntry.Stop(taken.at(), caller.get().id(), asked.volumeMl()),
                InfusionLog.Word.because(why));
        session.stopped(
                taken.at(),
                taken.transition().to().name(),
                asked.completed()
                        ? null
                        : asked.reason() == null ? "OTHER" : asked.reason().name());
        if (asked.volumeMl() != null) {
            pump.ended(sessionId, asked.volumeMl());
        }
        given.record(session, order, after, taken.at());
    }

    @Override
    public void drugStops(Session session, Instant at) {
        append(session, new InfusionEntry.Stop(at, caller.get().id(), null), null, at);
        session.stopped(at, SessionState.STOPPED_EARLY.name(), InfusionJson.StopReason.CLINICAL.name());
    }

    /** The pump's own total, where it could not be read when drug stopped; of a closed session nothing moves any more. */
    @Transactional
    void readVolume(UUID sessionId, InfusionJson.PumpVolume read) {
        var session = lifecycle.lock(sessionId);
        if (session.stoppedAt() == null || session.state() == SessionState.CLOSED) {
            throw Problem.of(SessionProblem.STATE_DOES_NOT_ALLOW).with("currentState", session.state());
        }
        pump.ended(sessionId, read.volumeMl());
        audit.wrote(AuditEntry.of("PUMP_VOLUME_READ", "session", sessionId, session.patientId()));
        lifecycle.touch(session);
    }

    @Transactional
    void recover(UUID sessionId, @Nullable String ifMatch, InfusionJson.Recovery asked) {
        var session = lifecycle.lock(sessionId);
        if (asked.volumeMl() != null
                && session.stoppedAt() != null
                && pump.endVolume(sessionId).isEmpty()) {
            pump.ended(sessionId, asked.volumeMl());
        }
        lifecycle.take(
                session, new Lifecycle.Ask(Command.BEGIN_RECOVERY, ifMatch, null, asked.occurredAt()), evidence -> {});
    }

    private void append(Session session, InfusionEntry entry, @Nullable String reason, Instant at) {
        var order = given.order(session);
        var infusion = log.read(session.id(), order.order().concentration());
        given.record(session, order, log.append(session.id(), infusion, entry, InfusionLog.Word.because(reason)), at);
    }
}
