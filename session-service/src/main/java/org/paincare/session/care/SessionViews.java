package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.UUID;
import org.paincare.platform.web.Answers;

/** Sessions as a screen needs them, answered by every command on one. */
@ApplicationScoped
class SessionViews {

    private final EntityManager entities;
    private final Lifecycle lifecycle;
    private final PreChecks preChecks;
    private final Standings standings;
    private final Waivers waivers;
    private final Transitions transitions;
    private final InstantSource clock;

    SessionViews(
            EntityManager entities,
            Lifecycle lifecycle,
            PreChecks preChecks,
            Standings standings,
            Waivers waivers,
            Transitions transitions,
            InstantSource clock) {
        this.entities = entities;
        this.lifecycle = lifecycle;
        this.preChecks = preChecks;
        this.standings = standings;
        this.waivers = waivers;
        this.transitions = transitions;
        this.clock = clock;
    }

    /** 200 with the session as it stands now, its tag counting everything done to it in this transaction. */
    @Transactional
    Response answer(UUID sessionId) {
        entities.flush();
        var session = lifecycle.find(sessionId);
        return Answers.ok(session, full(session));
    }

    @Transactional
    Response read(Request request, UUID sessionId) {
        var session = lifecycle.find(sessionId);
        return Answers.read(request, session, full(session));
    }

    private SessionJson.Full full(Session s) {
        return new SessionJson.Full(
                s.id(),
                s.patientId(),
                s.planId(),
                s.seriesIndex(),
                s.setting(),
                s.state(),
                s.enteredAt(),
                s.bookingId(),
                s.chairId(),
                s.dueOn(),
                s.startsAt(),
                s.endsAt(),
                s.responsibleNurse() == null
                        ? null
                        : new SessionJson.Person(
                                s.responsibleNurse(), s.responsibleName() == null ? "" : s.responsibleName()),
                s.orderId(),
                s.startedAt(),
                s.stoppedAt(),
                s.infusionOutcome(),
                s.stopReason(),
                s.noteSigned(),
                preChecks.views(s, clock.instant()),
                standings.shown(s).orElse(null),
                waivers.views(s.id()),
                transitions.of(s.id()),
                lifecycle.allowed(s),
                s.createdAt());
    }

    static SessionJson.Summary summary(Session s) {
        return new SessionJson.Summary(
                s.id(),
                s.patientId(),
                s.planId(),
                s.seriesIndex(),
                s.state(),
                s.chairId(),
                s.startsAt(),
                s.endsAt(),
                "\"v" + s.version() + "\"");
    }
}
