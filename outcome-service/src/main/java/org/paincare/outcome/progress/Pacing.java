package org.paincare.outcome.progress;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.assessment.AnswersBook;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.course.CourseState;
import org.paincare.outcome.pacing.PacingFacts;
import org.paincare.outcome.pacing.PacingProposal;
import org.paincare.outcome.pacing.PacingRules;
import org.paincare.platform.Ids;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;

/**
 * Puts pacing proposals to the prescriber, each once on its basis. What a session showed speaks of the revision it ran
 * under, so it proposes nothing once that revision was replaced; what windows show is proposed once per window.
 */
@ApplicationScoped
class Pacing {

    private static final PacingRules RULES = PacingRules.shipped();
    private static final ProgrammeRules PROGRAMME = ProgrammeRules.shipped();
    private static final Set<PacingProposal.Kind> OF_WINDOWS = Set.of(
            PacingProposal.Kind.WIDEN_INTERVAL, PacingProposal.Kind.MAINTENANCE, PacingProposal.Kind.STOP_FUTILITY);
    private static final int DAYS_PER_WEEK = 7;
    private static final int DOSE_DECIMALS = 4;

    private final AnswersBook answers;
    private final ProgressBook book;
    private final Outbox outbox;

    Pacing(AnswersBook answers, ProgressBook book, Outbox outbox) {
        this.answers = answers;
        this.book = book;
        this.outbox = outbox;
    }

    void propose(CareFile file, Computed running, Instant now) {
        var ended = running.care().sessions().stream()
                .filter(session -> session.endedAt() != null)
                .toList();
        var plan = file.plans().stream()
                .filter(one -> one.activatedAt() != null && one.current().isPresent())
                .reduce((first, second) -> second)
                .orElse(null);
        if (ended.isEmpty() || plan == null) {
            return;
        }
        var revision = plan.current().orElseThrow();
        var facts = facts(file, running, ended, revision);
        var proposal = PacingProposal.of(facts, RULES).orElse(null);
        if (proposal == null) {
            return;
        }
        var last = ended.getLast();
        var ofWindows = OF_WINDOWS.contains(proposal.kind());
        var stillRunning = plan.id().equals(last.planId())
                && Integer.valueOf(revision.number()).equals(last.planRevision())
                && plan.endedAt() == null;
        if (!ofWindows && !stillRunning) {
            return;
        }
        var kind = kind(proposal.kind(), revision);
        var basis = ofWindows
                ? String.join("|", "window", running.care().id().toString(), lastWindow(running), kind)
                : String.join("|", "session", last.id().toString(), kind, worst(file, last) + "");
        var shown = shown(file, running, proposal, kind, plan, revision, last, ofWindows, facts, now);
        if (book.propose(file.patient().id(), basis, shown, now)) {
            outbox.append(OutgoingEvent.of(
                    "PacingProposed",
                    file.patient().id(),
                    now,
                    ProgressJson.PacingProposed.of(file.patient().id(), shown)));
        }
    }

    private PacingFacts facts(
            CareFile file, Computed running, List<CareFile.Session> ended, CareFile.Plan.Revision revision) {
        var patient = file.patient().id();
        var enrolment = file.enrolment().orElseThrow();
        return new PacingFacts(
                ended.stream()
                        .map(session -> new PacingFacts.SessionFacts(
                                session.id().toString(),
                                session.nrsBefore(),
                                session.nrsAfter(),
                                worst(file, session),
                                session.criticalPressure()))
                        .toList(),
                running.course().state(),
                running.seriesEnd() != null,
                Math.max(1, revision.intervalDays() / DAYS_PER_WEEK),
                band(patient, "CSI-A"),
                band(patient, "ASC-12"),
                enrolment.failedClasses().size(),
                enrolment.comorbidityCodes(),
                file.standingAdverseEvents().stream()
                        .map(CareFile.AdverseEvent::code)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private @Nullable String band(UUID patient, String instrument) {
        return answers.latest(patient, instrument)
                .map(AnswersBook.Standing::band)
                .orElse(null);
    }

    /** CTCAE grade, 0 for none: adverse events as they stand, else what the session's end told. */
    private static int worst(CareFile file, CareFile.Session session) {
        return file.standingAdverseEvents().stream()
                .filter(event -> session.id().equals(event.sessionId()))
                .mapToInt(CareFile.AdverseEvent::grade)
                .max()
                .orElse(session.worstGrade() == null ? 0 : session.worstGrade());
    }

    private static String lastWindow(Computed running) {
        return Integer.toString(running.course().windows().size());
    }

    private static String kind(PacingProposal.Kind kind, CareFile.Plan.Revision revision) {
        return switch (kind) {
            case TERMINATE -> "TERMINATE";
            case SUSPEND -> "SUSPEND";
            case LOWER_DOSE -> "LOWER_DOSE";
            case STOP_FUTILITY -> "STOP_FUTILITY";
            case MAINTENANCE -> revision.phase().equals("MAINTENANCE") ? "WIDEN_INTERVAL" : "START_MAINTENANCE";
            case WIDEN_INTERVAL -> "WIDEN_INTERVAL";
            case HOLD_DOSE -> "KEEP_DOSE";
            case RAISE_AT_MOST -> "RAISE_DOSE";
        };
    }

    private static ProgressJson.Proposal shown(
            CareFile file,
            Computed running,
            PacingProposal proposal,
            String kind,
            CareFile.Plan plan,
            CareFile.Plan.Revision revision,
            CareFile.Session last,
            boolean ofWindows,
            PacingFacts facts,
            Instant now) {
        return new ProgressJson.Proposal(
                Ids.next(),
                plan.id(),
                revision.number(),
                ofWindows ? null : last.id(),
                kind,
                dose(proposal, revision),
                proposal.intervalWeeks() == null ? null : proposal.intervalWeeks() * DAYS_PER_WEEK,
                reasons(proposal, running, file, last),
                evidence(running, file, last, facts),
                now.plus(Duration.ofDays(PROGRAMME.proposalValidDays())),
                "pacing-" + RULES.version(),
                proposal.explanation());
    }

    /** mg/kg: a raise is rounded down, a lowering to the nearest, 4 decimals. */
    private static @Nullable String dose(PacingProposal proposal, CareFile.Plan.Revision revision) {
        if (proposal.percent() == null) {
            return null;
        }
        var raise = proposal.kind() == PacingProposal.Kind.RAISE_AT_MOST;
        var percent = BigDecimal.valueOf(raise ? 100L + proposal.percent() : 100L - proposal.percent());
        return revision.doseMgPerKg()
                .multiply(percent)
                .divide(BigDecimal.valueOf(100), DOSE_DECIMALS, raise ? RoundingMode.DOWN : RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static List<String> reasons(
            PacingProposal proposal, Computed running, CareFile file, CareFile.Session last) {
        var state = running.course().state();
        return switch (proposal.kind()) {
            case TERMINATE, SUSPEND, LOWER_DOSE -> List.of("ADVERSE_EVENT_GRADE_" + worst(file, last));
            case STOP_FUTILITY ->
                List.of(state == CourseState.NON_RESPONSE ? "NON_RESPONSE" : "PAIN_NEVER_FELL_ENOUGH");
            case MAINTENANCE -> List.of("SERIES_ENDED", category(running));
            case WIDEN_INTERVAL -> List.of("COURSE_" + state, category(running));
            case HOLD_DOSE ->
                !proposal.heldBackBy().isEmpty()
                        ? proposal.heldBackBy()
                        : List.of(last.criticalPressure() ? "CRITICAL_PRESSURE" : "PAIN_FELL_ENOUGH");
            case RAISE_AT_MOST -> List.of("TOLERATED", "PAIN_FELL_TOO_LITTLE");
        };
    }

    private static String category(Computed running) {
        return running.answers().isEmpty()
                ? "NOT_SCORABLE"
                : running.answers().getLast().category();
    }

    private static ProgressJson.Evidence evidence(
            Computed running, CareFile file, CareFile.Session last, PacingFacts facts) {
        var worst = worst(file, last);
        var enrolment = file.enrolment().orElseThrow();
        return new ProgressJson.Evidence(
                nrsChange(last),
                running.answers().isEmpty() ? null : category(running),
                worst == 0 ? null : worst,
                last.cadss6Max(),
                facts.csiBand(),
                facts.allodyniaBand(),
                orAbsent(enrolment.failedClasses()),
                orAbsent(facts.comorbidity()),
                orAbsent(facts.priorAdverseEvents()));
    }

    private static @Nullable List<String> orAbsent(List<String> codes) {
        return codes.isEmpty() ? null : codes;
    }

    /** Per cent of the pain before the session, negative is better; none from 0. */
    private static @Nullable BigDecimal nrsChange(CareFile.Session session) {
        if (session.nrsBefore() == null || session.nrsAfter() == null || session.nrsBefore() == 0) {
            return null;
        }
        return BigDecimal.valueOf(100L * (Objects.requireNonNull(session.nrsAfter()) - session.nrsBefore()))
                .divide(BigDecimal.valueOf(session.nrsBefore()), 2, RoundingMode.HALF_UP);
    }
}
