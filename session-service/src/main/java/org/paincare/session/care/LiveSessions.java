package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.live.LiveEvent;
import org.paincare.session.live.LiveSource;
import org.paincare.session.treatment.SessionState;

/** Sessions as boards show them. Call inside a transaction. */
@ApplicationScoped
class LiveSessions implements LiveSource {

    /** Somebody is at the clinic, and has not left. */
    private static final Set<SessionState> UNDER_WAY = EnumSet.of(
            SessionState.CHECKED_IN,
            SessionState.PRECHECK,
            SessionState.READY,
            SessionState.INFUSING,
            SessionState.PAUSED,
            SessionState.COMPLETED_INFUSION,
            SessionState.STOPPED_EARLY,
            SessionState.RECOVERY,
            SessionState.DISCHARGE_READY);

    private final EntityManager entities;
    private final Lifecycle lifecycle;
    private final InstantSource clock;

    LiveSessions(EntityManager entities, Lifecycle lifecycle, InstantSource clock) {
        this.entities = entities;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    /** A session without what identifies a person. */
    private record Shown(
            String state,
            int version,
            @Nullable UUID chairId,
            Instant enteredAt,
            @Nullable Instant startedAt,
            @Nullable Instant stoppedAt) {}

    static LiveEvent event(Session session, Instant now) {
        return new LiveEvent(
                session.clinicId(),
                session.id(),
                LiveEvent.Kind.SESSION,
                session.id(),
                now,
                true,
                new Shown(
                        session.state().name(),
                        session.version(),
                        session.chairId(),
                        session.enteredAt(),
                        session.startedAt(),
                        session.stoppedAt()));
    }

    @Override
    public LiveEvent.Kind kind() {
        return LiveEvent.Kind.SESSION;
    }

    @Override
    public List<LiveEvent> standing(@Nullable UUID sessionId) {
        var now = clock.instant();
        var sessions = sessionId == null
                ? entities.createQuery("from Session where state in :underWay order by startsAt, id", Session.class)
                        .setParameter("underWay", UNDER_WAY)
                        .getResultList()
                : List.of(lifecycle.find(sessionId));
        return sessions.stream().map(session -> event(session, now)).toList();
    }

    @Override
    public Optional<LiveEvent> stored(UUID id) {
        return Optional.ofNullable(entities.find(Session.class, id)).map(session -> event(session, clock.instant()));
    }
}
