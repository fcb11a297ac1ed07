package org.paincare.session.care;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.web.Etags;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.live.AfterCommit;
import org.paincare.session.live.LiveEvent;
import org.paincare.session.reference.Waiver;
import org.paincare.session.treatment.Command;
import org.paincare.session.treatment.Decision;
import org.paincare.session.treatment.SessionDecider;
import org.paincare.session.treatment.SessionState;

/**
 * Takes a session's steps: locks it, gathers what every feature knows, lets the decider decide, records the step. All in
 * the transaction under way; whoever calls adds what the step brings with it to the same transaction.
 */
@ApplicationScoped
public class Lifecycle {

    /** What happened longer ago is not charted as if live (D). */
    private static final Duration LONGEST_AGO = Duration.ofHours(1);

    /** What is dated within this of now is charted as it happens. */
    private static final Duration JUST_NOW = Duration.ofSeconds(1);

    private final SessionDecider decider = SessionDecider.builtIn();
    private final EntityManager entities;
    private final List<Evidence.Source> sources;
    private final Transitions transitions;
    private final Waivers waivers;
    private final Standings standings;
    private final Downtimes downtimes;
    private final SessionEvents events;
    private final Waiting waiting;
    private final List<Following> followers;
    private final AfterCommit live;
    private final OfflineReplay offline;
    private final Audit audit;
    private final Language language;
    private final InstantSource clock;

    Lifecycle(
            EntityManager entities,
            @All List<Evidence.Source> sources,
            Transitions transitions,
            Waivers waivers,
            Standings standings,
            Downtimes downtimes,
            SessionEvents events,
            Waiting waiting,
            @All List<Following> followers,
            AfterCommit live,
            OfflineReplay offline,
            Audit audit,
            Language language,
            InstantSource clock) {
        this.entities = entities;
        this.sources = sources;
        this.transitions = transitions;
        this.waivers = waivers;
        this.standings = standings;
        this.downtimes = downtimes;
        this.events = events;
        this.waiting = waiting;
        this.followers = followers;
        this.live = live;
        this.offline = offline;
        this.audit = audit;
        this.language = language;
        this.clock = clock;
    }

    /**
     * A step that somebody asks for.
     *
     * @param ifMatch    what the caller last read; not asked of commands that are never refused
     * @param occurredAt null for now
     */
    public record Ask(
            Command command,
            @Nullable String ifMatch,
            @Nullable String reason,
            @Nullable Instant occurredAt) {}

    /** Is told whenever a session comes into a state, or what it waits for there is put off. */
    public interface Waiting {
        void begins(Session session);
    }

    /** Is told of every step in its transaction, also of one that leaves the session in its state, as another rate does. */
    public interface Following {
        void stepTaken(Session session);
    }

    /** A step that was taken. */
    public record Taken(Session session, Decision.Transition transition, Instant at) {}

    /**
     * The session, locked for the rest of the transaction.
     *
     * @throws Problem NOT_FOUND
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Session lock(UUID sessionId) {
        var session = entities.find(Session.class, sessionId, LockModeType.PESSIMISTIC_WRITE);
        if (session == null) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        return session;
    }

    /** The session as it stands, not locked. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Session find(UUID sessionId) {
        var session = entities.find(Session.class, sessionId);
        if (session == null) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        return session;
    }

    /**
     * Takes a step of a session that {@link #lock} gave.
     *
     * @param detail adds what only the command itself knows
     * @throws Problem PRECONDITION_REQUIRED, STALE, OCCURRED_IN_FUTURE, OCCURRED_TOO_EARLY, STATE_DOES_NOT_ALLOW,
     *     GUARD_REFUSES
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Taken take(Session session, Ask ask, Consumer<Evidence> detail) {
        if (!ask.command().isNeverRefused()) {
            Etags.mustMatch(ask.ifMatch(), session);
        }
        return step(session, ask, detail);
    }

    /** As {@link #take}, where the caller already checked what was last read, or a step follows from another. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Taken step(Session session, Ask ask, Consumer<Evidence> detail) {
        var now = clock.instant();
        var at = occurred(session, ask.occurredAt(), now);
        var evidence = gather(session, at);
        evidence.reasonGiven(ask.reason() != null && !ask.reason().isBlank());
        detail.accept(evidence);
        var context = evidence.context(session.setting());
        return switch (decider.decide(session.state(), ask.command(), context)) {
            case Decision.Refusal refusal -> throw refused(session, refusal);
            case Decision.Transition transition -> {
                session.enter(transition.to(), at);
                transitions.record(session, transition, ask.reason(), at, now);
                touch(session);
                events.ended(session, transition, now);
                if (transition.from() != transition.to()) {
                    waiting.begins(session);
                }
                followers.forEach(follower -> follower.stepTaken(session));
                audit.wrote(AuditEntry.of("SESSION_" + ask.command(), "session", session.id(), session.patientId()));
                yield new Taken(session, transition, at);
            }
        };
    }

    /** Refuses what a state does not know at all, with the same answer as any other refusal. */
    public void mustBeIn(Session session, String what, SessionState... states) {
        if (!List.of(states).contains(session.state())) {
            throw Problem.of(SessionProblem.STATE_DOES_NOT_ALLOW)
                    .with("command", what)
                    .with("currentState", session.state())
                    .with("allowedCommands", allowed(session));
        }
    }

    /**
     * When something happened: now, or up to an hour ago (a day where a tablet's own record is replayed), or in hours that
     * the caller charts afterwards; never before the session came into its state.
     */
    public Instant occurred(Session session, @Nullable Instant stated, Instant now) {
        if (stated == null) {
            return now.isBefore(session.enteredAt()) ? session.enteredAt() : now;
        }
        if (stated.isAfter(now)) {
            throw Problem.of(SessionProblem.OCCURRED_IN_FUTURE);
        }
        var tooLongAgo = stated.isBefore(now.minus(LONGEST_AGO))
                && !(offline.isUnderWay() && !stated.isBefore(now.minus(OfflineReplay.LONGEST)))
                && downtimes.charting(session.id(), stated, now).isEmpty();
        if (stated.isBefore(session.enteredAt()) || tooLongAgo) {
            throw Problem.of(SessionProblem.OCCURRED_TOO_EARLY).with("notBefore", session.enteredAt());
        }
        return stated;
    }

    /** What is beside the row but part of the session changed: its version moves. */
    public void touch(Session session) {
        entities.flush();
        entities.lock(session, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        live.publish(LiveEvent.Kind.SESSION, session.id(), () -> LiveSessions.event(session, clock.instant()));
    }

    List<SessionJson.CommandView> allowed(Session session) {
        var context = gather(session, clock.instant()).context(session.setting());
        return decider.allowedCommands(session.state(), context).stream()
                .map(a -> new SessionJson.CommandView(a.command(), a.enabled(), language.of(a.blockedBy())))
                .toList();
    }

    private Evidence gather(Session session, Instant at) {
        var evidence = new Evidence();
        evidence.waivers(waivers.of(session.id(), at));
        evidence.booking(session.state() != SessionState.PLANNED, at.isAfter(session.startsAt()));
        evidence.responsibleNurse(session.responsibleNurse() != null);
        evidence.noteSigned(session.noteSigned());
        sources.forEach(source -> source.contribute(session, at, evidence));
        var now = clock.instant();
        if (at.isBefore(now.minus(JUST_NOW))) {
            downtimes.charting(session.id(), at, now).ifPresent(evidence::charting);
        }
        return evidence;
    }

    private Problem refused(Session session, Decision.Refusal refusal) {
        var code = switch (refusal.code()) {
            case STATE_DOES_NOT_ALLOW -> SessionProblem.STATE_DOES_NOT_ALLOW;
            case GUARD_REFUSES -> SessionProblem.GUARD_REFUSES;
        };
        var problem = Problem.of(code)
                .with("command", refusal.command())
                .with("currentState", refusal.currentState())
                .with("blockedBy", language.of(refusal.blockedBy()))
                .with("allowedCommands", allowed(session));
        // Where patient-service was silent, what is known here and how far it goes is the ground to decide on.
        standings
                .shown(session)
                .filter(standing -> standing.noAnswer() != null)
                .ifPresent(standing -> problem.with("standing", standing));
        return problem;
    }

    /** Whether drug left the stock for this session: then it has to be accounted for, whatever became of it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean drugWasDispensed(Session session) {
        return gather(session, clock.instant())
                .context(session.setting())
                .supply()
                .dispensed();
    }

    /** When the patient last got worse after they had recovered; what was seen or set aside before says nothing of them now. */
    public Instant gotWorse(UUID sessionId) {
        return waivers.gotWorse(sessionId);
    }

    /** What people set aside for the session, as it counts at that time. */
    public List<Waiver> waivers(Session session, Instant at) {
        return waivers.of(session.id(), at);
    }
}
