package org.paincare.session.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.paincare.platform.web.Etags;
import org.paincare.session.Language;

/** Plans as a screen needs them. Call inside the transaction that loaded the plan. */
@ApplicationScoped
class PlanViews {

    private final PlanRevisions revisions;
    private final Plans plans;
    private final PlanPreviews previews;
    private final Language language;

    PlanViews(PlanRevisions revisions, Plans plans, PlanPreviews previews, Language language) {
        this.revisions = revisions;
        this.plans = plans;
        this.previews = previews;
        this.language = language;
    }

    PlanJson.Full full(Plan plan) {
        var inForce = plans.inForce(plan);
        var draft = revisions.draft(plan.id());
        var shown = draft.or(() -> inForce);
        return new PlanJson.Full(
                plan.id(),
                plan.patientId(),
                plan.state().name(),
                plan.revision(),
                inForce.map(PlanRevision::view).orElse(null),
                draft.map(PlanRevision::view).orElse(null),
                shown.map(r -> PreviewJson.of(previews.of(plan, r.content()), language))
                        .orElse(null),
                Arrays.stream(Plan.Command.values())
                        .filter(command -> command.isPossibleIn(plan.state()))
                        .map(command -> new PlanJson.CommandView(
                                command.name(), command != Plan.Command.SIGN || draft.isPresent(), List.of()))
                        .toList(),
                plan.createdAt(),
                plan.endedAt());
    }

    PlanJson.Summary summary(Plan plan) {
        var shown = plans.inForce(plan).or(() -> revisions.draft(plan.id()));
        return new PlanJson.Summary(
                plan.id(),
                plan.state().name(),
                plan.revision(),
                shown.map(r -> r.content().protocolId()).orElse("-"),
                plan.createdAt(),
                Etags.written(plan));
    }
}
