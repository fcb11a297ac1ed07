package org.paincare.session.supply;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.quantity.Decimals;

/**
 * Discrepancies that two people explained. Both sign the figures and the very words of the explanation: neither can be
 * changed under their names. Call inside a transaction.
 */
@ApplicationScoped
class Incidents {

    private static final String EXPLAINS = "EXPLAINS";

    private final Jdbc jdbc;
    private final Signatures signatures;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    Incidents(DataSource pool, Signatures signatures, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.signatures = signatures;
        this.clinic = clinic;
        this.clock = clock;
    }

    /**
     * What is explained: the substance of a session, or a count.
     *
     * @param resource   path that the signatures name
     * @param difference mg
     * @param figures    hash of every figure behind the difference
     */
    record Discrepancy(
            String resource,
            @Nullable UUID sessionId,
            @Nullable UUID countId,
            String substance,
            BigDecimal difference,
            String figures) {

        SupplyJson.WordsPreview preview(String explanation) {
            return new SupplyJson.WordsPreview(resource, hash(explanation), Decimals.format(difference));
        }

        String hash(String explanation) {
            return Signatures.hash(String.join(
                    "\n",
                    "paincare-discrepancy/2",
                    "resource=" + resource,
                    "substance=" + substance,
                    "differenceMg=" + Decimals.format(difference),
                    "figures=" + figures,
                    "explanation=" + explanation));
        }
    }

    /**
     * Keeps the explanation.
     *
     * @param signatureIds of who explains (EXPLAINS) and of a second person (WITNESSES)
     * @throws Problem SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER
     */
    void explain(Discrepancy about, String explanation, List<UUID> signatureIds) {
        var hash = about.hash(explanation);
        var first = signatures.require(signatureIds.getFirst(), about.resource(), hash, EXPLAINS, Ledger.SIGNERS);
        var second = signatures.require(signatureIds.get(1), about.resource(), hash, Ledger.WITNESSES, Ledger.SIGNERS);
        if (first.signedBy().equals(second.signedBy())) {
            throw Problem.of(SignatureProblem.SAME_SIGNER);
        }
        jdbc.update(
                "INSERT INTO ledger_incident (clinic_id, id, session_id, count_id, substance, difference_mg, explanation,"
                        + " content_hash, signed_by, signer_name, signature_id, second_by, second_name, second_signature_id,"
                        + " recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                about.sessionId(),
                about.countId(),
                about.substance(),
                about.difference(),
                explanation,
                hash,
                first.signedBy(),
                first.signerName(),
                first.id(),
                second.signedBy(),
                second.signerName(),
                second.id(),
                clock.instant());
    }

    /**
     * The explanation of a session's difference; another difference needs another.
     *
     * @param infused whether the substance is the infused drug's, whose explanations once named none
     */
    Optional<UUID> ofSession(UUID sessionId, String substance, boolean infused, BigDecimal difference) {
        return jdbc.first(
                "SELECT id FROM ledger_incident WHERE clinic_id = ? AND session_id = ? AND difference_mg = ?"
                        + " AND (substance = ? OR (substance IS NULL AND ?)) ORDER BY id DESC LIMIT 1",
                row -> row.getObject("id", UUID.class),
                clinic.get(),
                sessionId,
                difference,
                substance,
                infused);
    }

    boolean isExplained(UUID countId) {
        return jdbc.first(
                        "SELECT 1 FROM ledger_incident WHERE clinic_id = ? AND count_id = ?",
                        row -> 1,
                        clinic.get(),
                        countId)
                .isPresent();
    }
}
