package org.paincare.outcome.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.paincare.platform.due.DueHandler;

/** The time to acknowledge an alert has passed. */
@ApplicationScoped
class AlertEscalation implements DueHandler {

    private final AlertBook book;

    AlertEscalation(AlertBook book) {
        this.book = book;
    }

    @Override
    public String kind() {
        return SafetyAlerts.ESCALATION;
    }

    @Override
    public void run(UUID alert, Instant dueAt) {
        book.escalate(alert, dueAt);
    }
}
