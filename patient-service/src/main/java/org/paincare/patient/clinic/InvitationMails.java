package org.paincare.patient.clinic;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;

/**
 * Sends the mails of invitations, each once it was committed; what the server does not take is tried again after a growing
 * pause and at last given up, which the invitation and a figure say. A mail can arrive twice where the service ends between
 * the server's word and the commit; its link serves once all the same.
 */
@ApplicationScoped
class InvitationMails implements DueHandler {

    static final String KIND = "STAFF_INVITATION_MAIL";

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Invitations invitations;
    private final Clinics clinics;
    private final MailServer server;
    private final DueWork due;
    private final Audit audit;
    private final InstantSource clock;
    private final MeterRegistry registry;

    InvitationMails(
            Invitations invitations,
            Clinics clinics,
            MailServer server,
            DueWork due,
            Audit audit,
            InstantSource clock,
            MeterRegistry registry) {
        this.invitations = invitations;
        this.clinics = clinics;
        this.server = server;
        this.due = due;
        this.audit = audit;
        this.clock = clock;
        this.registry = registry;
        // There from the start, so that the first one given up is seen as a rise.
        count("sent", 0);
        count("failed", 0);
        count("given_up", 0);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(UUID id, Instant dueAt) {
        var row = invitations.findById(id);
        if (row == null || !row.isToBeMailed()) {
            return;
        }
        var now = clock.instant();
        var clinic = clinics.get(row.clinicId());
        var page = invitations.page(clinic);
        if (!now.isBefore(row.expiresAt())) {
            giveUp(row, "EXPIRED");
        } else if (clinic.state() != ClinicJson.State.ACTIVE) {
            giveUp(row, "CLINIC_NOT_ACTIVE");
        } else if (page.isEmpty()) {
            giveUp(row, "NO_STAFF_FRONTEND");
        } else {
            var words = Invitations.RULES.mail(
                    row.language(),
                    clinic.full().name(),
                    invitations.address(page.get(), row),
                    row.expiresAt(),
                    clinic.zone());
            became(row, server.send(id, row.email(), words.subject(), words.body()), now);
        }
    }

    private void became(Invitation row, MailServer.Result result, Instant now) {
        switch (result) {
            case SENT -> {
                row.mailed(now);
                count("sent", 1);
                audit.wrote(AuditEntry.of("STAFF_INVITATION_MAILED", "staff-invitation", row.id()));
            }
            case LEFT_ALONE -> due.schedule(KIND, row.id(), now.plus(SOON));
            case ADDRESS_REFUSED -> {
                row.notMailed(result.name());
                giveUp(row, result.name());
            }
            case SERVER_REFUSED, SERVER_UNREACHABLE -> {
                row.notMailed(result.name());
                count("failed", 1);
                if (row.mailAttempts() >= Invitations.RULES.attemptsAtMost()) {
                    giveUp(row, result.name());
                } else {
                    due.schedule(KIND, row.id(), now.plus(Invitations.RULES.pauseAfter(row.mailAttempts())));
                }
            }
        }
    }

    private void giveUp(Invitation row, String why) {
        row.giveUp(why);
        count("given_up", 1);
        audit.wrote(AuditEntry.of("STAFF_INVITATION_MAIL_GIVEN_UP", "staff-invitation", row.id()));
    }

    private void count(String outcome, int more) {
        registry.counter("paincare.invitation.mails", "outcome", outcome).increment(more);
    }
}
