package org.paincare.session.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.Problem;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Session;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.dose.DosePreview;
import org.paincare.session.history.DoseHistories;
import org.paincare.session.plan.ActivePlans;
import org.paincare.session.plan.EnabledProtocols;
import org.paincare.session.plan.Formulary;
import org.paincare.session.plan.Phase;
import org.paincare.session.plan.PreviewJson;
import org.paincare.session.plan.SecondSignature;
import org.paincare.session.quantity.InvalidQuantity;
import org.paincare.session.standing.ClinicProfiles;

/** Judges orders with the guardrail engine, over the person's whole record. Call under the session's lock to decide. */
@ApplicationScoped
class OrderJudge {

    private final Formulary formulary;
    private final EnabledProtocols enabled;
    private final DoseHistories histories;
    private final ActivePlans plans;
    private final ClinicProfiles clinics;
    private final Language language;

    OrderJudge(
            Formulary formulary,
            EnabledProtocols enabled,
            DoseHistories histories,
            ActivePlans plans,
            ClinicProfiles clinics,
            Language language) {
        this.formulary = formulary;
        this.enabled = enabled;
        this.histories = histories;
        this.plans = plans;
        this.clinics = clinics;
        this.language = language;
    }

    /** @throws Problem ORDER_INCOMPLETE for figures beyond what any unit can mean */
    DosePreview preview(Session session, DoseOrder order, Instant now) {
        var protocol = formulary.protocol(order.protocolId());
        var at = now.isAfter(session.startsAt()) ? now : session.startsAt();
        var history = histories.of(
                session.patientId(),
                session.id(),
                session.planId(),
                at,
                clinics.current().zone());
        try {
            var counted = plans.get(session.planId()).content().phase() == Phase.MAINTENANCE
                    ? history.outsideSeries()
                    : history;
            var usable = enabled.isEnabledFor(protocol, session.patientId());
            return formulary.engine().preview(order, protocol, usable, counted, at);
        } catch (InvalidQuantity | ArithmeticException beyondSense) {
            throw Problem.of(SessionProblem.ORDER_INCOMPLETE);
        }
    }

    /** Hard limits refuse already what is only drafted: no way round. */
    void mustNotBeRefused(Session session, DoseOrder order, Instant now) {
        var preview = preview(session, order, now);
        if (preview.outcome() == DosePreview.Outcome.REFUSED) {
            throw refusal(SessionProblem.DOSE_LIMIT, preview);
        }
    }

    /** A limit may have been reached since the order was drafted: everything is judged again. */
    void mustBeSignable(
            Session session, DoseOrder order, Map<String, String> reasons, SecondSignature.Signed signed, Instant now) {
        var second = signed.second() == null ? null : signed.second().signedBy();
        mustBeSignable(session, order, reasons, signed.prescriber().signedBy(), second, now);
    }

    void mustBeSignable(
            Session session,
            DoseOrder order,
            Map<String, String> reasons,
            UUID prescriber,
            @Nullable UUID second,
            Instant now) {
        var preview = preview(session, order, now);
        var unmet = preview.unmet(reasons, prescriber, second);
        if (!unmet.isEmpty()) {
            var hard = preview.outcome() == DosePreview.Outcome.REFUSED;
            throw refusal(hard ? SessionProblem.DOSE_LIMIT : SessionProblem.DOSE_NEEDS_REASON, preview)
                    .with("blockedBy", language.of(unmet));
        }
    }

    private Problem refusal(SessionProblem code, DosePreview preview) {
        return Problem.of(code).with("findings", PreviewJson.findings(preview.findings(), language));
    }
}
