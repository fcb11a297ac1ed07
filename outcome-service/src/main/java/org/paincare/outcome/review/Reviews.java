package org.paincare.outcome.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.AllowedCommand;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.care.Courses;
import org.paincare.outcome.progress.ProgrammeRules;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Permissions;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** Programme reviews: due every 84 days of a course, recorded by a prescriber, in force once signed. */
@ApplicationScoped
public class Reviews implements PanacheRepositoryBase<ReviewRow, UUID> {

    private static final String MEANING = "PROGRAMME_REVIEW";
    private static final ProgrammeRules RULES = ProgrammeRules.shipped();

    private final Care care;
    private final ReviewBasis basis;
    private final ObjectMapper json;
    private final Signatures signatures;
    private final Permissions permissions;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Reviews(
            Care care,
            ReviewBasis basis,
            ObjectMapper json,
            Signatures signatures,
            Permissions permissions,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.care = care;
        this.basis = basis;
        this.json = json;
        this.signatures = signatures;
        this.permissions = permissions;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** A review and how it is shown. */
    record Seen(ReviewRow row, ReviewJson.Full json) {}

    /** One review of a course that is there to be recorded. */
    private record Point(UUID course, int index, LocalDate dueOn) {}

    /** Recorded reviews oldest first, then the next one due, if treatment goes on. */
    @Transactional
    List<ReviewJson.Full> of(UUID asked) {
        var patient = care.mustKnow(asked);
        audit.read(AuditEntry.of("PROGRAMME_REVIEWS_READ", "programme-review", patient, patient));
        var recorded = recorded(patient);
        var shown = new ArrayList<>(recorded.stream().map(this::full).toList());
        var file = care.file(patient).orElse(null);
        var next = file == null ? null : next(file, recorded);
        if (next != null) {
            var overdue = file.day(clock.instant()).isAfter(next.dueOn());
            shown.add(new ReviewJson.Full(
                    null,
                    patient,
                    next.course(),
                    next.index(),
                    next.dueOn(),
                    ReviewJson.State.DUE,
                    overdue,
                    null,
                    basis.of(file, since(next), scored(recorded)),
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(AllowedCommand.of("RECORD", isOpen(file, next), may("create"))),
                    null));
        }
        return shown;
    }

    @Transactional
    Seen read(UUID id) {
        var row = known(id);
        audit.read(AuditEntry.of("PROGRAMME_REVIEW_READ", "programme-review", id, row.patientId()));
        return new Seen(row, full(row));
    }

    /**
     * Records the next review that is due, or records it anew while it is not signed.
     *
     * @throws Problem NO_REVIEW_DUE, INTERVAL_REQUIRED, GOAL_REPEATED, GOAL_UNKNOWN, NOT_FOUND
     */
    @Transactional
    Seen record(UUID asked, ReviewJson.Record decided) {
        var patient = care.lock(asked);
        if ((decided.decision() == ReviewJson.Decision.WIDEN) != (decided.intervalDays() != null)) {
            throw Problem.of(OutcomeProblem.INTERVAL_REQUIRED);
        }
        if (decided.goals() != null
                && decided.goals().stream()
                                .map(ReviewJson.Goal::goalId)
                                .distinct()
                                .count()
                        != decided.goals().size()) {
            throw Problem.of(OutcomeProblem.GOAL_REPEATED);
        }
        if (decided.goals() != null
                && !decided.goals().stream().allMatch(goal -> basis.knows(patient, goal.goalId()))) {
            throw Problem.of(OutcomeProblem.GOAL_UNKNOWN);
        }
        var file = care.file(patient).orElseThrow(() -> Problem.of(OutcomeProblem.NO_REVIEW_DUE));
        var recorded = recorded(patient);
        var row = recorded.stream()
                .filter(one -> one.state() == ReviewJson.State.RECORDED)
                .findFirst()
                .orElseGet(() -> open(file, recorded));
        var text = text(decided);
        var before = text(
                basis.of(file, since(new Point(row.courseId(), row.reviewIndex(), row.dueOn())), scored(recorded)));
        var hash = Signatures.hash(
                String.join("\n", patient.toString(), row.courseId().toString(), row.reviewIndex() + "", text, before));
        row.record(decided, text, before, hash, caller.get().id(), clock.instant());
        persistAndFlush(row);
        audit.wrote(AuditEntry.of("PROGRAMME_REVIEW_RECORDED", "programme-review", row.id(), patient));
        return new Seen(row, full(row));
    }

    /** How far goals were reached by the signed reviews, the latest one's word standing. */
    private Map<UUID, ReviewJson.Attainment> scored(List<ReviewRow> recorded) {
        var scored = new HashMap<UUID, ReviewJson.Attainment>();
        recorded.stream()
                .filter(row -> row.state() == ReviewJson.State.SIGNED)
                .map(this::decided)
                .filter(decided -> decided.goals() != null)
                .flatMap(decided -> decided.goals().stream())
                .forEach(goal -> scored.put(goal.goalId(), goal.attainment()));
        return scored;
    }

    private ReviewRow open(CareFile file, List<ReviewRow> recorded) {
        var next = next(file, recorded);
        if (next == null || !isOpen(file, next)) {
            throw Problem.of(OutcomeProblem.NO_REVIEW_DUE);
        }
        return new ReviewRow(clinic.get(), Ids.next(), file.patient().id(), next.course(), next.index(), next.dueOn());
    }

    /**
     * Puts the recorded decision in force with a prescriber's signature over its hash.
     *
     * @throws Problem REVIEW_STATE, STALE, PRECONDITION_REQUIRED, SIGNATURE_INVALID, SIGNATURE_USED,
     *     SIGNER_NOT_ALLOWED, NOT_FOUND
     */
    @Transactional
    Seen sign(UUID id, @Nullable String ifMatch, UUID signatureId) {
        var row = known(id);
        care.lock(row.patientId());
        getEntityManager().refresh(row);
        Etags.mustMatch(ifMatch, row);
        if (row.state() == ReviewJson.State.SIGNED) {
            throw Problem.of(OutcomeProblem.REVIEW_STATE)
                    .with("currentState", row.state())
                    .with("allowedCommands", commands(row));
        }
        var signature = signatures.require(
                signatureId, "/v1/programme-reviews/" + id, row.contentHash(), MEANING, Set.of(Role.PRESCRIBER));
        row.sign(signature);
        flush();
        var decided = decided(row);
        var now = clock.instant();
        outbox.append(OutgoingEvent.of(
                "ProgrammeReviewRecorded",
                row.patientId(),
                now,
                new ReviewJson.Recorded(
                        row.patientId(),
                        row.id(),
                        row.reviewIndex(),
                        row.dueOn(),
                        decided.decision(),
                        decided.intervalDays(),
                        decided.goals(),
                        decided.decision().ends() ? null : row.dueOn().plusDays(RULES.reviewEveryDays()),
                        signature.signedBy(),
                        signature.signedAt())));
        audit.wrote(AuditEntry.of("PROGRAMME_REVIEW_SIGNED", "programme-review", id, row.patientId()));
        return new Seen(row, full(row));
    }

    /** The day the time under a review began. */
    private static LocalDate since(Point point) {
        return point.dueOn().minusDays(RULES.reviewEveryDays());
    }

    /** The review that comes next. */
    public record Next(int index, LocalDate dueOn, boolean overdue) {}

    /** Empty while none is to come. */
    @Transactional
    public Optional<Next> next(UUID patient) {
        return care.file(patient)
                .flatMap(file -> Optional.ofNullable(next(file, recorded(patient)))
                        .map(point -> new Next(
                                point.index(),
                                point.dueOn(),
                                file.day(clock.instant()).isAfter(point.dueOn()))));
    }

    private List<ReviewRow> recorded(UUID patient) {
        return list("patientId in ?1 order by dueOn, id", care.ids(patient));
    }

    /** The next point of the running course that has no review; none after STOP or REFER in the same course. */
    private static @Nullable Point next(CareFile file, List<ReviewRow> recorded) {
        var courses = Courses.of(file);
        if (courses.isEmpty()) {
            return null;
        }
        var running = courses.getLast();
        var ofCourse = recorded.stream()
                .filter(row -> row.courseId().equals(running.id()))
                .toList();
        if (ofCourse.stream().anyMatch(row -> row.decision().ends())) {
            return null;
        }
        var index = ofCourse.stream().mapToInt(ReviewRow::reviewIndex).max().orElse(0) + 1;
        return new Point(
                running.id(),
                index,
                running.treatmentDays(file).first().plusDays((long) RULES.reviewEveryDays() * index));
    }

    private boolean isOpen(CareFile file, Point point) {
        return !file.day(clock.instant()).isBefore(point.dueOn().minusDays(RULES.reviewOpensDaysBefore()));
    }

    private ReviewRow known(UUID id) {
        var row = findByIdOptional(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        caller.mustOwn(care.canonical(row.patientId()));
        return row;
    }

    private ReviewJson.Full full(ReviewRow row) {
        return row.full(decided(row), basis(row), commands(row));
    }

    private List<AllowedCommand> commands(ReviewRow row) {
        var unsigned = row.state() == ReviewJson.State.RECORDED;
        return List.of(
                AllowedCommand.of("RECORD", unsigned, may("create")), AllowedCommand.of("SIGN", unsigned, may("sign")));
    }

    private boolean may(String action) {
        return permissions.reach(caller.get().roles(), "programme-review", action) != null;
    }

    private String text(Object shown) {
        try {
            return json.writeValueAsString(shown);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReviewJson.@Nullable Basis basis(ReviewRow row) {
        try {
            return row.basis() == null ? null : json.readValue(row.basis(), ReviewJson.Basis.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReviewJson.Record decided(ReviewRow row) {
        try {
            return json.readValue(row.content(), ReviewJson.Record.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
