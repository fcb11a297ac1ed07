package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.task.Tasks;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.history.DoseHistories;
import org.paincare.session.infusion.InfusionEntry;
import org.paincare.session.infusion.InfusionRecord;
import org.paincare.session.infusion.RateChangeRules.Authority;
import org.paincare.session.order.SignedOrders;
import org.paincare.session.plan.SecondSignature;
import org.paincare.session.quantity.InvalidQuantity;
import org.paincare.session.quantity.MillilitresPerHour;
import org.paincare.session.standing.KnownStaff;
import org.paincare.session.treatment.Command;
import org.paincare.session.treatment.SessionState;

/** What changes the dose under way: rates and boluses, each judged under the locks of session and person, and the word it was ordered by. */
@ApplicationScoped
class DoseSteps {

    private static final String COUNTERSIGN = "COUNTERSIGN_VERBAL_ORDER";

    private final InfusionLog log;
    private final DoseGiven given;
    private final DoseChanges changes;
    private final Lifecycle lifecycle;
    private final DoseHistories histories;
    private final KnownStaff staff;
    private final SecondSignature signing;
    private final Tasks tasks;
    private final Audit audit;
    private final CurrentCaller caller;
    private final InstantSource clock;

    DoseSteps(
            InfusionLog log,
            DoseGiven given,
            DoseChanges changes,
            Lifecycle lifecycle,
            DoseHistories histories,
            KnownStaff staff,
            SecondSignature signing,
            Tasks tasks,
            Audit audit,
            CurrentCaller caller,
            InstantSource clock) {
        this.log = log;
        this.given = given;
        this.changes = changes;
        this.lifecycle = lifecycle;
        this.histories = histories;
        this.staff = staff;
        this.signing = signing;
        this.tasks = tasks;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** A decrease is never refused; anything higher is judged against the rate under the lock. */
    @Transactional
    void changeRate(UUID sessionId, @Nullable String ifMatch, InfusionJson.RateChange asked) {
        var session = lifecycle.lock(sessionId);
        lifecycle.mustBeIn(session, "CHANGE_RATE", SessionState.INFUSING, SessionState.PAUSED);
        histories.lock(session.patientId());
        var order = given.order(session);
        var infusion = log.read(sessionId, order.order().concentration());
        var wanted = wanted(asked, order);
        var at = lifecycle.occurred(session, asked.occurredAt(), clock.instant());
        var word = new DoseChanges.Word(
                asked.authority() == null ? Authority.STANDING_ORDER : asked.authority(),
                asked.orderedBy(),
                Boolean.TRUE.equals(asked.readBack()),
                asked.reason());
        var verdict =
                changes.rate(session, infusion, wanted, order, word, Boolean.TRUE.equals(asked.holdCriterionMet()), at);
        var command = verdict.decrease() ? Command.DECREASE_RATE : Command.INCREASE_RATE;
        var second = take(
                session,
                new Lifecycle.Ask(command, ifMatch, asked.reason(), asked.occurredAt()),
                verdict,
                new CoSigned(infusion, "rateMlPerHour=" + wanted.text(), asked.secondSignatureId()));
        var after = log.append(
                sessionId,
                infusion,
                new InfusionEntry.RateChange(at, caller.get().id(), wanted),
                verdict.decrease()
                        ? InfusionLog.Word.because(asked.reason())
                        : new InfusionLog.Word(
                                word.authority(), word.orderedBy(), verdict.countersignBy(), asked.reason(), second));
        given.record(session, order, after, at);
        askToCountersign(session, verdict, word);
    }

    /**
     * A change that a second person signs.
     *
     * @param infusion as it was before: a signature serves one change, made where its signer saw it
     */
    private record CoSigned(
            InfusionRecord infusion, String what, @Nullable UUID signatureId) {

        String resource(Session session) {
            return "/v1/sessions/" + session.id() + "/infusion";
        }

        String hash(Session session) {
            return Signatures.hash(String.join(
                    "\n",
                    "paincare-dose-change/1",
                    "session=" + session.id(),
                    "after=" + infusion.entries().size(),
                    what));
        }
    }

    /** What a second person signs, where that is what is missing. */
    @Schema(name = "NeededCoSignature")
    record NeededCoSignature(String resource, String hash, String meaning) {}

    /** Takes the step; the second signature where one is asked for. */
    private @Nullable Signature take(Session session, Lifecycle.Ask ask, DoseChanges.Verdict verdict, CoSigned change) {
        var open = new ArrayList<>(verdict.open());
        var id = verdict.second() ? change.signatureId() : null;
        var second = id == null
                ? null
                : signing.second(
                        id,
                        change.resource(session),
                        change.hash(session),
                        caller.get().id());
        var missing = verdict.second() && second == null;
        if (missing) {
            open.add(SecondSignature.MISSING);
        }
        try {
            lifecycle.take(session, ask, evidence -> evidence.openDoseChange(open));
        } catch (Problem refusal) {
            throw missing
                    ? refusal.with(
                            "neededSignature",
                            new NeededCoSignature(
                                    change.resource(session), change.hash(session), SecondSignature.CO_SIGNS))
                    : refusal;
        }
        return second;
    }

    /** A verbal order is signed by who gave it, in time, or the medical director hears of it. */
    private void askToCountersign(Session session, DoseChanges.Verdict verdict, DoseChanges.Word word) {
        if (verdict.countersignBy() != null) {
            tasks.raise(new Tasks.Wanted(
                    COUNTERSIGN,
                    session.patientId(),
                    session.id(),
                    log.last(session.id()),
                    word.orderedBy(),
                    verdict.countersignBy()));
        }
    }

    @Transactional
    void bolus(UUID sessionId, @Nullable String ifMatch, InfusionJson.Bolus asked) {
        var session = lifecycle.lock(sessionId);
        lifecycle.mustBeIn(session, "GIVE_BOLUS", SessionState.INFUSING);
        histories.lock(session.patientId());
        var order = given.order(session);
        var infusion = log.read(sessionId, order.order().concentration());
        var at = lifecycle.occurred(session, asked.occurredAt(), clock.instant());
        var word = new DoseChanges.Word(
                asked.authority() == null ? Authority.STANDING_ORDER : asked.authority(),
                asked.orderedBy(),
                Boolean.TRUE.equals(asked.readBack()),
                asked.reason());
        if (asked.overSeconds() < 1 || asked.overSeconds() > 86_400) {
            throw invalid("/overSeconds", "1 – 86400");
        }
        var verdict = changes.bolus(
                session,
                infusion,
                asked.doseMg(),
                Duration.ofSeconds(asked.overSeconds()),
                log.standingBoluses(sessionId, order.order().concentration()),
                order,
                word,
                at);
        var second = take(
                session,
                new Lifecycle.Ask(Command.GIVE_BOLUS, ifMatch, asked.reason(), asked.occurredAt()),
                verdict,
                new CoSigned(
                        infusion,
                        "bolusMg=" + asked.doseMg().text() + "\noverSeconds=" + asked.overSeconds(),
                        asked.secondSignatureId()));
        var after = log.append(
                sessionId,
                infusion,
                new InfusionEntry.Bolus(
                        at,
                        caller.get().id(),
                        asked.doseMg().in(order.order().concentration()).stored()),
                new InfusionLog.Word(
                        word.authority(), word.orderedBy(), verdict.countersignBy(), asked.reason(), second));
        given.record(session, order, after, at);
        askToCountersign(session, verdict, word);
    }

    /** Who gave a verbal order signs it with their own token. */
    @Transactional
    void countersign(UUID entryId) {
        var verbal = log.verbal(entryId).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (!verbal.orderedBy().equals(staff.idOf(caller.get().id()))) {
            throw Problem.of(PlatformProblem.FORBIDDEN);
        }
        var session = lifecycle.lock(verbal.sessionId());
        if (log.countersign(entryId)) {
            tasks.done(
                    COUNTERSIGN,
                    entryId,
                    "countersigned",
                    caller.get().id(),
                    caller.get().displayName());
            audit.wrote(AuditEntry.of("VERBAL_ORDER_SIGNED", "infusion-entry", entryId, session.patientId()));
            lifecycle.touch(session);
        }
    }

    private static MillilitresPerHour wanted(InfusionJson.RateChange asked, SignedOrders.InForce order) {
        if ((asked.rateMlPerHour() == null) == (asked.rateMgPerKgPerHour() == null)) {
            throw invalid("/rateMlPerHour", "rateMlPerHour | rateMgPerKgPerHour");
        }
        if (asked.rateMlPerHour() != null) {
            return asked.rateMlPerHour();
        }
        try {
            return asked.rateMgPerKgPerHour()
                    .pumpRate(order.order().weight().kg(), order.order().concentration())
                    .stored();
        } catch (InvalidQuantity beyond) {
            throw invalid("/rateMgPerKgPerHour", "0 – 20");
        }
    }

    private static Problem invalid(String pointer, String range) {
        return Problem.of(
                PlatformProblem.VALIDATION_FAILED, new Violation(pointer, "OUT_OF_RANGE", new Text(range, range)));
    }
}
