package org.paincare.session.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.dose.DoseHistory;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.dose.DosePreview;
import org.paincare.session.dose.Stated;
import org.paincare.session.history.DoseHistories;
import org.paincare.session.protocol.Protocol;
import org.paincare.session.standing.ClinicProfiles;

/** What a plan's session would give, judged by the same engine as the order it will become. */
@ApplicationScoped
class PlanPreviews {

    private final Formulary formulary;
    private final EnabledProtocols enabled;
    private final DoseHistories histories;
    private final ClinicProfiles clinics;
    private final Language language;
    private final InstantSource clock;

    PlanPreviews(
            Formulary formulary,
            EnabledProtocols enabled,
            DoseHistories histories,
            ClinicProfiles clinics,
            Language language,
            InstantSource clock) {
        this.formulary = formulary;
        this.enabled = enabled;
        this.histories = histories;
        this.clinics = clinics;
        this.language = language;
        this.clock = clock;
    }

    /**
     * Refuses content that is no order at all.
     *
     * @throws Problem PLAN_INCONSISTENT
     */
    void check(PlanContent content) {
        try {
            content.order(content.dosingWeight(), Stated.NOTHING);
        } catch (IllegalArgumentException impossible) {
            var why = String.valueOf(impossible.getMessage());
            throw Problem.of(SessionProblem.PLAN_INCONSISTENT, new Violation("", "INCONSISTENT", new Text(why, why)));
        }
    }

    DosePreview of(Plan plan, PlanContent content) {
        return of(plan.patientId(), plan.id(), content);
    }

    private DosePreview of(UUID patient, UUID plan, PlanContent content) {
        var now = clock.instant();
        var history =
                histories.of(patient, null, plan, now, clinics.current().zone()).forPlan();
        var protocol = formulary.protocol(content.protocolId());
        return proposed(
                protocol,
                enabled.isEnabledFor(protocol, patient),
                content.order(content.dosingWeight(), Stated.NOTHING),
                content.phase() == Phase.MAINTENANCE ? history.outsideSeries() : history,
                now);
    }

    /** Judges an order whose figures nobody stated yet by the figures it comes to. */
    private DosePreview proposed(Protocol protocol, boolean usable, DoseOrder draft, DoseHistory history, Instant at) {
        var computed =
                formulary.engine().preview(draft, protocol, usable, history, at).computed();
        var stated = new DoseOrder(
                draft.protocolId(),
                draft.protocolRevision(),
                draft.setting(),
                draft.route(),
                draft.weight(),
                draft.vialConcentration(),
                draft.concentration(),
                draft.infusion(),
                draft.bolus(),
                draft.sprays(),
                new Stated(computed.atMost(), computed.volume(), computed.startPumpRate()));
        return formulary.engine().preview(stated, protocol, usable, history, at);
    }

    /**
     * @throws Problem DOSE_LIMIT where a limit is crossed that nobody may pass, DOSE_NEEDS_REASON where a reason or the
     *     second signature is missing
     */
    void mustBeSignable(Plan plan, PlanRevision draft, SecondSignature.Signed signed) {
        var content = draft.content();
        var preview = of(plan, content);
        refuseUnmet(
                preview,
                content.reasons(),
                signed.prescriber().signedBy(),
                signed.second() == null ? null : signed.second().signedBy());
    }

    private void refuseUnmet(DosePreview preview, Map<String, String> reasons, UUID prescriber, @Nullable UUID second) {
        var unmet = preview.unmet(reasons, prescriber, second);
        if (unmet.isEmpty()) {
            return;
        }
        var code = preview.outcome() == DosePreview.Outcome.REFUSED
                ? SessionProblem.DOSE_LIMIT
                : SessionProblem.DOSE_NEEDS_REASON;
        throw Problem.of(code)
                .with("blockedBy", language.of(unmet))
                .with("findings", PreviewJson.findings(preview.findings(), language));
    }
}
