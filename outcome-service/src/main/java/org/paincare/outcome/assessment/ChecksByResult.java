package org.paincare.outcome.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.calendar.AssessmentState;
import org.paincare.outcome.calendar.CheckResults;
import org.paincare.outcome.calendar.DueAssessment;
import org.paincare.outcome.care.Care;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;

/**
 * The checks of the team that recorded results answer: closed once the results are there, answered anew or open again once
 * they were corrected. What a person answered or amended is theirs, whatever results say later.
 */
@ApplicationScoped
class ChecksByResult {

    private static final CheckResults RULES = CheckResults.shipped();
    private static final Set<String> CODES = RULES.codes();

    private final Care care;
    private final AnswersBook answers;
    private final Audit audit;
    private final EntityManager entities;

    ChecksByResult(Care care, AnswersBook answers, Audit audit, EntityManager entities) {
        this.care = care;
        this.answers = answers;
        this.audit = audit;
        this.entities = entities;
    }

    /** Whether results of the record answer this check as of now; then they are its answer. */
    boolean close(AssessmentRow row, Instant now) {
        return !close(List.of(row), now).isEmpty();
    }

    /** Those of one person's checks that results of the record answer as of now. */
    List<AssessmentRow> close(List<AssessmentRow> rows, Instant now) {
        var closable = rows.stream().filter(row -> CODES.contains(row.code())).toList();
        if (closable.isEmpty()) {
            return List.of();
        }
        var known = known(closable);
        return closable.stream().filter(row -> close(row, known, now)).toList();
    }

    private List<CheckResults.Result> known(List<AssessmentRow> rows) {
        var from = rows.stream()
                .map(AssessmentRow::opensAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return care.results(care.canonical(rows.getFirst().patientId()), from);
    }

    private boolean close(AssessmentRow row, List<CheckResults.Result> known, Instant now) {
        var closing = RULES.closing(row.code(), row.opensAt(), row.expiresAt(), known);
        closing.ifPresent(found -> {
            answers.append(row, found, now);
            row.become(AssessmentState.COMPLETED);
            audit.wroteBySystem(AuditEntry.of("CHECK_CLOSED_BY_RESULT", "assessment", row.id(), row.patientId()));
        });
        return closing.isPresent();
    }

    /**
     * Looks again at what results had answered. Answered otherwise now, it stays done with the new answer; answered by
     * nothing, it is no longer done: cancelled, for the plan to open it again where it is still wanted, or over where
     * that is too late.
     *
     * @return those that are over
     */
    List<AssessmentRow> reopen(List<AssessmentRow> rows, UUID patient, List<DueAssessment> planned, Instant now) {
        var done = rows.stream()
                .filter(row -> row.state() == AssessmentState.COMPLETED && CODES.contains(row.code()))
                .toList();
        if (done.isEmpty()) {
            return List.of();
        }
        var known = known(done);
        Map<UUID, CheckResults.Answered> byResults = answers.byResults(patient);
        Map<String, DueAssessment> wanted = planned.stream()
                .collect(Collectors.toMap(DueAssessment::thing, Function.identity(), (first, second) -> first));
        for (var row : done) {
            var answered = byResults.get(row.id());
            if (answered != null) {
                look(row, answered, known, wanted.get(row.planned().thing()), now);
            }
        }
        return done.stream()
                .filter(row -> row.state() == AssessmentState.EXPIRED)
                .toList();
    }

    private void look(
            AssessmentRow row,
            CheckResults.Answered answered,
            List<CheckResults.Result> known,
            @Nullable DueAssessment wanted,
            Instant now) {
        var closing = RULES.closing(row.code(), row.opensAt(), row.expiresAt(), known);
        if (!answered.isOutdated(known, closing)) {
            return;
        }
        if (closing.isPresent()) {
            answers.append(row, closing.get(), now);
            // Another answer changes no column of the assessment, but it is a change of it.
            entities.lock(row, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
            audit.wroteBySystem(AuditEntry.of("CHECK_RESULT_CORRECTED", "assessment", row.id(), row.patientId()));
            return;
        }
        answers.withdraw(row, answered.results(), now);
        var isOver = wanted != null && !now.isBefore(wanted.dueUntil());
        row.become(isOver ? AssessmentState.EXPIRED : AssessmentState.CANCELLED);
        entities.flush();
        audit.wroteBySystem(AuditEntry.of("CHECK_REOPENED", "assessment", row.id(), row.patientId()));
    }
}
