package org.paincare.outcome.link;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.outcome.assessment.Assessments;
import org.paincare.outcome.care.Care;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Permissions;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** One-time links as the clinic handles them: made for what is open, looked at, taken back. */
@ApplicationScoped
class AnswerLinks implements PanacheRepositoryBase<LinkRow, UUID> {

    static final LinkRules RULES = LinkRules.shipped();
    private static final Duration DAY = Duration.ofHours(24);

    private final Jdbc jdbc;
    private final Frontends frontends;
    private final LinkTokens tokens;
    private final Assessments assessments;
    private final Care care;
    private final Permissions permissions;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    AnswerLinks(
            DataSource pool,
            Frontends frontends,
            LinkTokens tokens,
            Assessments assessments,
            Care care,
            Permissions permissions,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.frontends = frontends;
        this.tokens = tokens;
        this.assessments = assessments;
        this.care = care;
        this.permissions = permissions;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Makes a link to what is open for the patient; the patient's row is locked, so that links made at once are counted.
     *
     * @throws Problem ANSWER_FRONTEND_MISSING, NOTHING_TO_ANSWER, TOO_MANY_REQUESTS, NOT_FOUND
     */
    @Transactional
    LinkJson.Created create(UUID person, LinkJson.Create wanted) {
        var patient = care.lock(person);
        var frontend = frontends.registered().orElseThrow(() -> Problem.of(OutcomeProblem.ANSWER_FRONTEND_MISSING));
        var ids = asked(patient, wanted.assessmentIds());
        var now = clock.instant();
        if (count("patientId = ?1 and createdAt > ?2", patient, now.minus(DAY)) >= RULES.perPatientPerDay()) {
            throw Problem.of(OutcomeProblem.TOO_MANY_REQUESTS)
                    .with("limit", RULES.perPatientPerDay())
                    .with("unit", "per 24 h")
                    .header("Retry-After", "3600");
        }
        var row = new LinkRow(
                clinic.get(), Ids.next(), patient, caller.get().id(), now, Duration.ofHours(RULES.validHours()));
        persistAndFlush(row);
        for (int i = 0; i < ids.size(); i++) {
            jdbc.update(
                    "INSERT INTO answer_link_assessment (clinic_id, link_id, assessment_id, position) VALUES (?, ?, ?, ?)",
                    clinic.get(),
                    row.id(),
                    ids.get(i),
                    i);
        }
        audit.wrote(AuditEntry.of("ANSWER_LINK_CREATED", "answer-link", row.id(), patient));
        var token = tokens.make(LinkTokens.Kind.LINK, clinic.get(), row.id());
        return new LinkJson.Created(frontend.address(token), row.json(ids, now, mayInvite()));
    }

    private List<UUID> asked(UUID patient, @Nullable List<UUID> named) {
        var open = assessments.openFor(patient);
        if (named == null) {
            if (open.isEmpty()) {
                throw Problem.of(OutcomeProblem.NOTHING_TO_ANSWER);
            }
            return open.stream().limit(RULES.assessmentsAtMost()).toList();
        }
        if (named.size() > RULES.assessmentsAtMost()
                || new HashSet<>(named).size() != named.size()
                || !open.containsAll(named)) {
            throw Problem.of(OutcomeProblem.NOTHING_TO_ANSWER);
        }
        return List.copyOf(named);
    }

    /** Latest first; those of the last weeks are what anybody asks for, so at most a hundred. */
    @Transactional
    List<LinkJson.Link> of(UUID asked) {
        var patient = care.mustKnow(asked);
        audit.read(AuditEntry.of("ANSWER_LINKS_READ", "answer-link", patient, patient));
        var now = clock.instant();
        return find("patientId in ?1 order by createdAt desc, id desc", care.ids(patient)).page(0, 100).stream()
                .map(row -> row.json(opens(row.id()), now, mayInvite()))
                .toList();
    }

    /** @throws Problem ANSWER_LINK_ENDED, PRECONDITION_REQUIRED, STALE, NOT_FOUND */
    @Transactional
    Seen takeBack(UUID id, @Nullable String ifMatch) {
        var row = findByIdOptional(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        caller.mustOwn(care.canonical(row.patientId()));
        care.lock(row.patientId());
        getEntityManager().refresh(row);
        Etags.mustMatch(ifMatch, row);
        var now = clock.instant();
        if (!row.state(now).isLive()) {
            throw Problem.of(OutcomeProblem.ANSWER_LINK_ENDED).with("currentState", row.state(now));
        }
        row.end(LinkRow.End.TAKEN_BACK, now);
        flush();
        audit.wrote(AuditEntry.of("ANSWER_LINK_TAKEN_BACK", "answer-link", id, row.patientId()));
        return new Seen(row, row.json(opens(id), now, mayInvite()));
    }

    /** A link and how it is shown. */
    record Seen(LinkRow row, LinkJson.Link json) {}

    private boolean mayInvite() {
        return permissions.reach(caller.get().roles(), "answers", "invite") != null;
    }

    /** How often a link was called in the minute under way, and whose it is. */
    record Called(UUID patient, int times) {}

    /** Counts one call, beside the row's version: what staff read of a link does not change with it. */
    Optional<Called> called(UUID link, Instant now) {
        var minute = now.truncatedTo(ChronoUnit.MINUTES);
        return jdbc.first(
                "UPDATE answer_link SET calls = CASE WHEN minute = ? THEN calls + 1 ELSE 1 END, minute = ?"
                        + " WHERE clinic_id = ? AND id = ? RETURNING patient_id, calls",
                row -> new Called(row.getObject("patient_id", UUID.class), row.getInt("calls")),
                minute,
                minute,
                clinic.get(),
                link);
    }

    /** The assessments a link opens, in the order they are asked. */
    List<UUID> opens(UUID link) {
        return jdbc.list(
                "SELECT assessment_id FROM answer_link_assessment WHERE clinic_id = ? AND link_id = ? ORDER BY position",
                row -> row.getObject(1, UUID.class),
                clinic.get(),
                link);
    }
}
