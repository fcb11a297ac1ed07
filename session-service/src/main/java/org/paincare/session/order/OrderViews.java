package org.paincare.session.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.paincare.session.Language;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.plan.PlanJson;
import org.paincare.session.plan.PreviewJson;
import org.paincare.session.plan.SecondSignature;

/** Orders as a screen needs them. Call inside the transaction that loaded the order. */
@ApplicationScoped
class OrderViews {

    private final Lifecycle lifecycle;
    private final OrderJudge judge;
    private final VerbalOrders words;
    private final Verifications verifications;
    private final Language language;
    private final InstantSource clock;

    OrderViews(
            Lifecycle lifecycle,
            OrderJudge judge,
            VerbalOrders words,
            Verifications verifications,
            Language language,
            InstantSource clock) {
        this.lifecycle = lifecycle;
        this.judge = judge;
        this.words = words;
        this.verifications = verifications;
        this.language = language;
        this.clock = clock;
    }

    OrderJson.View full(SessionOrder order) {
        var c = order.content();
        var preview = judge.preview(lifecycle.find(order.sessionId()), c, clock.instant());
        var needed = new ArrayList<>(List.of(new OrderJson.Needed(SecondSignature.PRESCRIBES, List.of("PRESCRIBER"))));
        if (preview.secondSignatureRequired()) {
            needed.add(new OrderJson.Needed(SecondSignature.CO_SIGNS, List.of()));
        }
        var infusion = c.infusion();
        var bolus = c.bolus();
        return new OrderJson.View(
                order.id(),
                order.sessionId(),
                order.patientId(),
                order.planId(),
                order.planRevision(),
                order.state().name(),
                c.protocolId(),
                c.route(),
                c.weight().kg(),
                c.weight().measuredAt(),
                c.weight().how(),
                c.vialConcentration(),
                c.concentration(),
                infusion == null ? null : infusion.startRate(),
                infusion == null ? null : infusion.duration().toMinutes(),
                infusion == null ? null : PlanJson.TitrationAsked.of(infusion.titration()),
                bolus == null ? null : bolus.dose(),
                bolus == null ? null : bolus.over().toSeconds(),
                OrderJson.Sprays.of(c.sprays()),
                c.stated().doseMg(),
                c.stated().volumeMl(),
                c.stated().pumpRateMlPerHour(),
                order.reasons(),
                order.contentHash(),
                switch (order.state()) {
                    case DRAFT -> needed;
                    case VERBAL -> List.of(needed.getFirst());
                    case SIGNED, REPLACED -> List.of();
                },
                order.signedHash() == null ? null : order.contentHash().equals(order.signedHash()),
                order.signedBy() == null ? null : new PlanJson.Signer(order.signedBy(), order.signerName()),
                order.coSignedBy(),
                order.signedAt(),
                words.of(order.id()).orElse(null),
                verifications.of(order.id(), order.contentHash()).orElse(null),
                verifications.isRequired(),
                PreviewJson.of(preview, language),
                order.createdAt());
    }
}
