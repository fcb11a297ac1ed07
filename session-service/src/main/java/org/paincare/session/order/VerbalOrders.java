package org.paincare.session.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.plan.Formulary;
import org.paincare.session.plan.PlanJson;
import org.paincare.session.standing.KnownStaff;

/**
 * The words that orders rest on until their prescriber signs: who gave it, who wrote it down and read it back, who heard
 * it. The signature is owed within the time the guardrails name (reference 0.1.5), as a task of that prescriber.
 */
@ApplicationScoped
class VerbalOrders {

    static final String HEARD = "HEARD";

    private static final String COUNTERSIGN = "COUNTERSIGN_VERBAL_ORDER";
    private static final Set<Role> LISTENERS = Set.of(Role.NURSE, Role.HEAD_NURSE, Role.PHARMACIST, Role.PRESCRIBER);

    private final Jdbc jdbc;
    private final Formulary formulary;
    private final KnownStaff staff;
    private final Signatures signatures;
    private final Tasks tasks;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    VerbalOrders(
            DataSource pool,
            Formulary formulary,
            KnownStaff staff,
            Signatures signatures,
            Tasks tasks,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.formulary = formulary;
        this.staff = staff;
        this.signatures = signatures;
        this.tasks = tasks;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    static String resource(UUID sessionId) {
        return "/v1/sessions/" + sessionId + "/verbal-orders";
    }

    /** What the second person signs: the exact order, and whose word it is. */
    static String hash(String contentHash, UUID orderedBy, String reason) {
        return Signatures.hash(String.join(
                "\n",
                "paincare-verbal-order/1",
                "order=" + contentHash,
                "orderedBy=" + orderedBy,
                "reason=" + reason.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")));
    }

    /** @throws Problem VERBAL_ORDER_INCOMPLETE unless an active, licensed prescriber is named and it was read back */
    void mustBeComplete(OrderJson.Spoken asked) {
        var known = staff.find(asked.orderedBy())
                .filter(m -> m.vouches() && m.roles().contains("PRESCRIBER"))
                .isPresent();
        if (!known || !asked.readBack()) {
            throw Problem.of(SessionProblem.VERBAL_ORDER_INCOMPLETE);
        }
    }

    /**
     * The signature of who listened: neither who wrote it down nor who gave it.
     *
     * @throws Problem SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER
     */
    Signature heard(UUID sessionId, String contentHash, OrderJson.Verbal asked) {
        var spoken = asked.spoken();
        var heard = signatures.require(
                asked.heardSignatureId(),
                resource(sessionId),
                hash(contentHash, spoken.orderedBy(), spoken.reason()),
                HEARD,
                LISTENERS);
        var listener = heard.signedBy();
        if (listener.equals(caller.get().id()) || staff.idOf(listener).equals(spoken.orderedBy())) {
            throw Problem.of(SignatureProblem.SAME_SIGNER);
        }
        return heard;
    }

    /** Keeps the word, and asks its prescriber for the signature. */
    void keep(SessionOrder order, OrderJson.Spoken spoken, Signature heard, Instant at) {
        var by = at.plus(formulary.engine().guardrails().verbalOrderCountersignedWithin());
        jdbc.update(
                "INSERT INTO verbal_order (clinic_id, order_id, content_hash, ordered_by, read_back, recorded_by,"
                        + " recorded_name, heard_by, heard_name, heard_signature, reason, ordered_at, countersign_by,"
                        + " recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                order.id(),
                order.contentHash(),
                spoken.orderedBy(),
                spoken.readBack(),
                caller.get().id(),
                caller.get().displayName(),
                heard.signedBy(),
                heard.signerName(),
                heard.id(),
                spoken.reason(),
                at,
                by,
                clock.instant());
        tasks.raise(new Tasks.Wanted(
                COUNTERSIGN, order.patientId(), order.sessionId(), order.id(), spoken.orderedBy(), by));
    }

    Optional<OrderJson.WordView> of(UUID orderId) {
        return jdbc.first(
                "SELECT * FROM verbal_order WHERE clinic_id = ? AND order_id = ?",
                row -> new OrderJson.WordView(
                        row.getObject("ordered_by", UUID.class),
                        new PlanJson.Signer(row.getObject("recorded_by", UUID.class), row.getString("recorded_name")),
                        new PlanJson.Signer(row.getObject("heard_by", UUID.class), row.getString("heard_name")),
                        row.getString("reason"),
                        Jdbc.instant(row, "ordered_at"),
                        Jdbc.instant(row, "countersign_by")),
                clinic.get(),
                orderId);
    }

    /** Whether this person gave the word: nobody else's signature replaces it. */
    boolean wasGivenBy(UUID orderId, UUID subject) {
        return of(orderId)
                .filter(word -> word.orderedBy().equals(staff.idOf(subject)))
                .isPresent();
    }

    void signed(UUID orderId) {
        tasks.done(
                COUNTERSIGN,
                orderId,
                "countersigned",
                caller.get().id(),
                caller.get().displayName());
    }

    /** Another order, or another content, took the place of the word before anything was given on it. */
    void overtaken(UUID orderId) {
        tasks.notNeeded(Set.of(COUNTERSIGN), orderId);
    }
}
