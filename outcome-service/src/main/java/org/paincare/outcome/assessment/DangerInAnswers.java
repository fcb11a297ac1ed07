package org.paincare.outcome.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.alert.AlertSource;
import org.paincare.outcome.alert.SafetyAlerts;
import org.paincare.outcome.alert.SafetyAlerts.Shown;
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
    void look(AssessmentRow row, AssessmentJson.Save save, AnswersBook.@Nullable Scored scored, Instant occurredAt) {
        if (!SelfHarm.isAskedBy(row.code())) {
            return;
        }
        var said = said(row, save.items(), occurredAt);
        if (save.submit()) {
            lookAtSubmitted(row, said);
            return;
        }
        // A draft changed to and fro before it is submitted is one form: nothing of it goes.
        alerts.look(row.patientId(), said.signal(), said.source());
        var total = scored == null ? null : AnswersBook.number(scored.score().score());
        if (total != null) {
            var draft = total(row.id(), total, totalBefore(row, occurredAt), occurredAt);
            alerts.look(row.patientId(), draft.signal(), draft.source());
        }
    }

    private static Shown said(AssessmentRow row, JsonNode items, Instant occurredAt) {
        var said = SelfHarm.of(row.code(), items);
        return new Shown(
                new SafetySignal.Mood(row.id() + "/" + said.item9(), said.item9(), said.intent(), null, null),
                AlertSource.assessment(row.id(), occurredAt));
    }

    /** What the form says, and every form of the questionnaire against the one before it: forms on paper come in late. */
    private void lookAtSubmitted(AssessmentRow row, Shown said) {
        var shown = new ArrayList<Shown>();
        shown.add(said);
        var forms = new HashSet<String>();
        BigDecimal before = null;
        for (var form : answers.scores(care.canonical(row.patientId()), SelfHarm.PHQ_9)) {
            forms.add(totalOf(form.assessmentId()));
            if (form.score() != null) {
                shown.add(total(form.assessmentId(), form.score(), before, form.occurredAt()));
                before = form.score();
            }
        }
        alerts.lookAtAll(
                row.patientId(),
                finding -> switch (finding.alertId()) {
                    case "A1" -> finding.reference().startsWith(row.id() + "/");
                    case "A2" -> forms.contains(finding.reference());
                    default -> false;
                },
                shown);
    }

    private @Nullable BigDecimal totalBefore(AssessmentRow row, Instant occurredAt) {
        return answers.scores(care.canonical(row.patientId()), SelfHarm.PHQ_9).stream()
                .filter(one -> one.score() != null && !one.occurredAt().isAfter(occurredAt))
                .reduce((first, second) -> second)
                .map(AnswersBook.Standing::score)
                .orElse(null);
    }

    private static Shown total(UUID form, BigDecimal total, @Nullable BigDecimal before, Instant occurredAt) {
        return new Shown(
                new SafetySignal.Mood(
                        totalOf(form),
                        null,
                        false,
                        total.intValueExact(),
                        before == null ? null : Integer.valueOf(before.intValueExact())),
                AlertSource.assessment(form, occurredAt));
    }

    private static String totalOf(UUID form) {
        return form + "/total";
    }
}
