package org.paincare.session.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.plan.PlanJson;
import org.paincare.session.standing.ClinicProfiles;

/**
 * What pharmacists said of orders. A clinic whose setting {@code PHARMACIST_VERIFIES_ORDERS} is {@code true} starts nothing
 * on an order that none verified; anywhere an open query keeps the session back, until the order is verified or edited or a
 * prescriber sets it aside with a reason.
 */
@ApplicationScoped
class Verifications {

    static final String VERIFIES = "VERIFIES";

    private static final String SETTING = "PHARMACIST_VERIFIES_ORDERS";
    private static final String VERIFY = "VERIFY_ORDER";
    private static final String ANSWER = "ANSWER_ORDER_QUERY";

    private final Jdbc jdbc;
    private final ClinicProfiles clinics;
    private final Signatures signatures;
    private final Tasks tasks;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    Verifications(
            DataSource pool,
            ClinicProfiles clinics,
            Signatures signatures,
            Tasks tasks,
            CurrentClinic clinic,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.clinics = clinics;
        this.signatures = signatures;
        this.tasks = tasks;
        this.clinic = clinic;
        this.clock = clock;
    }

    /** Whether nothing of the pharmacy's stands in the way of what is ordered. */
    boolean allows(UUID orderId, String contentHash) {
        return of(orderId, contentHash)
                .map(said -> said.outcome() == OrderJson.Verified.VERIFIED)
                .orElseGet(() -> !isRequired());
    }

    boolean isRequired() {
        return "true".equals(clinics.current().settings().get(SETTING));
    }

    /** What was said last of this content; words about another content count no more. */
    Optional<OrderJson.VerificationView> of(UUID orderId, String contentHash) {
        return jdbc.first(
                "SELECT * FROM order_verification WHERE clinic_id = ? AND order_id = ? AND content_hash = ?"
                        + " ORDER BY id DESC LIMIT 1",
                row -> new OrderJson.VerificationView(
                        OrderJson.Verified.valueOf(row.getString("outcome")),
                        row.getString("note"),
                        new PlanJson.Signer(row.getObject("person", UUID.class), row.getString("name")),
                        Jdbc.instant(row, "verified_at")),
                clinic.get(),
                orderId,
                contentHash);
    }

    /** @throws Problem SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER where the prescriber verifies */
    void keep(SessionOrder order, OrderJson.Verify asked, @Nullable UUID prescriber) {
        var signature = signatures.require(
                asked.signatureId(),
                "/v1/dose-orders/" + order.id(),
                order.contentHash(),
                VERIFIES,
                Set.of(Role.PHARMACIST));
        if (signature.signedBy().equals(prescriber)) {
            throw Problem.of(SignatureProblem.SAME_SIGNER);
        }
        jdbc.update(
                "INSERT INTO order_verification (clinic_id, id, order_id, content_hash, outcome, note, person, name,"
                        + " signature, verified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                order.id(),
                order.contentHash(),
                asked.outcome(),
                asked.note(),
                signature.signedBy(),
                signature.signerName(),
                signature.id(),
                clock.instant());
        tasks.done(VERIFY, order.id(), asked.outcome().name(), signature.signedBy(), signature.signerName());
        switch (asked.outcome()) {
            case VERIFIED -> tasks.notNeeded(Set.of(ANSWER), order.id());
            case QUERIED ->
                tasks.raise(
                        new Tasks.Wanted(ANSWER, order.patientId(), order.sessionId(), order.id(), prescriber, null));
        }
    }

    /** The order came into force: where the clinic asks for it, a pharmacist is asked to verify it. */
    void ask(SessionOrder order) {
        if (isRequired() && of(order.id(), order.contentHash()).isEmpty()) {
            tasks.raise(new Tasks.Wanted(VERIFY, order.patientId(), order.sessionId(), order.id(), null, null));
        }
    }

    /** Another content or order is to be verified instead. */
    void overtaken(UUID orderId) {
        tasks.notNeeded(Set.of(VERIFY, ANSWER), orderId);
    }
}
