package org.paincare.outcome.link;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.link.PageAddress;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** Each clinic's page for answering: only a registered one is ever linked to. */
@ApplicationScoped
class Frontends implements PanacheRepositoryBase<FrontendRow, UUID> {

    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Frontends(Audit audit, CurrentClinic clinic, CurrentCaller caller, InstantSource clock) {
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    FrontendRow get() {
        return registered().orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    Optional<FrontendRow> registered() {
        return findByIdOptional(clinic.get());
    }

    /** @throws Problem ANSWER_FRONTEND_INVALID, PRECONDITION_REQUIRED, STALE */
    @Transactional
    FrontendRow register(@Nullable String ifMatch, String template) {
        if (!PageAddress.isUsable(template)) {
            throw Problem.of(OutcomeProblem.ANSWER_FRONTEND_INVALID);
        }
        var standing = registered();
        if (standing.isPresent() && ifMatch == null && standing.get().template().equals(template)) {
            return standing.get();
        }
        standing.ifPresent(row -> Etags.mustMatch(ifMatch, row));
        var row = standing.orElseGet(() -> new FrontendRow(clinic.get()));
        row.register(template, caller.get().id(), clock.instant());
        persistAndFlush(row);
        audit.wrote(AuditEntry.of("ANSWER_FRONTEND_REGISTERED", "answer-frontend", clinic.get()));
        return row;
    }
}
