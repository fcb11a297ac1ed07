package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.session.treatment.Decision;
import org.paincare.session.treatment.SessionState;

/** Tells the others how sessions end. The figures come from the features that hold them. */
@ApplicationScoped
public class SessionEvents {

    private final Outbox outbox;
    private final Endings endings;
    private final Accounting accounting;

    SessionEvents(Outbox outbox, Endings endings, Accounting accounting) {
        this.outbox = outbox;
        this.endings = endings;
        this.accounting = accounting;
    }

    /** SessionEnded where drug ran; a session that ended before any is told as one that did not take place. */
    void ended(Session session, Decision.Transition transition, Instant now) {
        if (!transition.events().contains("SessionEnded")) {
            return;
        }
        if (session.startedAt() == null) {
            cancelled(session, SessionState.ABORTED_PRECHECK, reasonOf(transition.to()), List.of(), now);
        } else {
            outbox.append(OutgoingEvent.of("SessionEnded", session.patientId(), now, endings.ended(session)));
        }
    }

    void cancelled(Session session, SessionState outcome, String reason, List<String> blockingRules, Instant now) {
        outbox.append(OutgoingEvent.of(
                "SessionCancelled",
                session.patientId(),
                now,
                new SessionJson.Cancelled(
                        session.patientId(),
                        session.id(),
                        session.bookingId(),
                        session.planId(),
                        outcome.name(),
                        reason,
                        blockingRules.isEmpty() ? null : blockingRules,
                        now)));
    }

    /**
     * A session without drug was told as cancelled; only one with drug is closed for the outside. The visit of an order for
     * home, which closes where it is, is told as one in which nothing was infused.
     */
    void closed(Session session, SessionState from, Instant now) {
        if (session.startedAt() == null) {
            if (from == SessionState.CHECKED_IN || from == SessionState.PRECHECK) {
                cancelled(session, SessionState.ABORTED_PRECHECK, reasonOf(SessionState.CLOSED), List.of(), now);
            }
            return;
        }
        var account = accounting.of(session);
        outbox.append(OutgoingEvent.of(
                "SessionClosed",
                session.patientId(),
                now,
                new SessionJson.Closed(
                        session.patientId(),
                        session.id(),
                        session.planId(),
                        session.seriesIndex(),
                        outcome(session),
                        account.doseGivenMg(),
                        account.discrepancyId(),
                        now)));
    }

    private static String outcome(Session session) {
        var end = session.endOutcome() == null ? session.infusionOutcome() : session.endOutcome();
        return end == null ? "STOPPED_EARLY" : end;
    }

    private static String reasonOf(SessionState end) {
        return switch (end) {
            case DIED -> "DECEASED";
            case LEFT_AGAINST_ADVICE -> "PATIENT";
            default -> "OTHER";
        };
    }

    /** What a session came to at the bedside: the data of SessionEnded. */
    public interface Endings {
        Object ended(Session session);
    }

    /** What the ledger says of a session's drug. */
    public interface Accounting {
        Account of(Session session);
    }

    /** @param discrepancyId of the incident that was explained and signed, where there was one */
    public record Account(String doseGivenMg, @Nullable UUID discrepancyId) {}
}
