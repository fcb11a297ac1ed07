package org.paincare.outcome.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.alert.AlertSource;
import org.paincare.outcome.alert.SafetyAlerts;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.safety.SafetySignal;

/** Looks in every save of a form, draft, submitted or amended, for what a human must see at once. */
@ApplicationScoped
class DangerInAnswers {

    private final AnswersBook answers;
    private final Care care;
    private final SafetyAlerts alerts;

    DangerInAnswers(AnswersBook answers, Care care, SafetyAlerts alerts) {
        this.answers = answers;
        this.care = care;
        this.alerts = alerts;
    }

    /** To be called once the save is stored. */
    void look(AssessmentRow row, JsonNode items, AnswersBook.@Nullable Scored scored, Instant occurredAt) {
        if (!SelfHarm.isAskedBy(row.code())) {
            return;
        }
        var now = SelfHarm.of(row.code(), items);
        var gone = now.timesGone(answers.of(row.id()).reversed(), row.code());
        alerts.look(
                row.patientId(),
                new SafetySignal.Mood(
                        row.id() + "/" + now.item9() + (gone == 0 ? "" : "/" + gone),
                        now.item9(),
                        now.intent(),
                        null,
                        null),
                AlertSource.assessment(row.id(), occurredAt));
        var total = scored == null ? null : AnswersBook.number(scored.score().score());
        if (total != null) {
            lookAtTotals(row, total.intValueExact(), occurredAt);
        }
    }

    /** This form against the one before it, and the one after it against this one: forms on paper come in late. */
    private void lookAtTotals(AssessmentRow row, int total, Instant occurredAt) {
        var others = answers.scores(care.canonical(row.patientId()), SelfHarm.PHQ_9).stream()
                .filter(one -> !one.assessmentId().equals(row.id()) && one.score() != null)
                .toList();
        var before = others.stream()
                .filter(one -> !one.occurredAt().isAfter(occurredAt))
                .reduce((first, second) -> second)
                .map(DangerInAnswers::total)
                .orElse(null);
        lookAtTotal(row.patientId(), row.id(), total, before, occurredAt);
        others.stream()
                .filter(one -> one.occurredAt().isAfter(occurredAt))
                .findFirst()
                .ifPresent(after ->
                        lookAtTotal(row.patientId(), after.assessmentId(), total(after), total, after.occurredAt()));
    }

    private void lookAtTotal(UUID patient, UUID form, int total, @Nullable Integer before, Instant occurredAt) {
        alerts.look(
                patient,
                new SafetySignal.Mood(form + "/total", null, false, total, before),
                AlertSource.assessment(form, occurredAt));
    }

    private static int total(AnswersBook.Standing one) {
        return Objects.requireNonNull(one.score()).intValueExact();
    }
}
