package org.paincare.patient.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.patient.Actor;
import org.paincare.patient.PatientProblem;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;

/** The current clinic's own rule sets and which was put into use when, by whose signature: written once. Inside a transaction only. */
@ApplicationScoped
public class RuleSetTable {

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    RuleSetTable(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    /** A version as it was uploaded; JSON texts of the rules and of the cases they must decide as said. */
    public record Uploaded(String version, String rules, String goldenCases, Instant uploadedAt, Actor uploadedBy) {

        /** SHA-256 of both texts, joined by a newline. */
        public String hash() {
            return Signatures.hash(rules + "\n" + goldenCases);
        }
    }

    /** @throws Problem RULE_SET_EXISTS for a version that was uploaded before */
    public void insert(Uploaded uploaded) {
        try {
            jdbc.update(
                    "INSERT INTO rule_set (clinic_id, id, version, rules, golden_cases, uploaded_at, uploaded_by,"
                            + " uploaded_by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    clinic.get(),
                    Ids.next(),
                    uploaded.version(),
                    uploaded.rules(),
                    uploaded.goldenCases(),
                    uploaded.uploadedAt(),
                    uploaded.uploadedBy().id(),
                    uploaded.uploadedBy().name());
        } catch (RuntimeException failure) {
            throw "rule_set_once".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(PatientProblem.RULE_SET_EXISTS)
                    : failure;
        }
    }

    public Optional<Uploaded> find(String version) {
        return jdbc.first(
                "SELECT * FROM rule_set WHERE clinic_id = ? AND version = ?",
                RuleSetTable::uploaded,
                clinic.get(),
                version);
    }

    /** The clinic's own, the oldest first. */
    public List<String> versions() {
        return jdbc.list(
                "SELECT version FROM rule_set WHERE clinic_id = ? ORDER BY id",
                row -> row.getString("version"),
                clinic.get());
    }

    /** Empty where the clinic never put one into use: then it is the one shipped. */
    public Optional<String> activeVersion() {
        return jdbc.first(
                "SELECT version FROM rule_set_activation WHERE clinic_id = ? ORDER BY ordinal DESC LIMIT 1",
                row -> row.getString("version"),
                clinic.get());
    }

    /** @throws Problem SIGNATURE_USED */
    public void activate(String version, Signature signature, Instant now) {
        try {
            jdbc.update(
                    "INSERT INTO rule_set_activation (clinic_id, id, version, signature_id, signed_by, signer_name,"
                            + " activated_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    clinic.get(),
                    Ids.next(),
                    version,
                    signature.id(),
                    signature.signedBy(),
                    signature.signerName(),
                    now);
        } catch (RuntimeException failure) {
            throw "rule_set_activation_signature".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(SignatureProblem.SIGNATURE_USED)
                    : failure;
        }
    }

    private static Uploaded uploaded(ResultSet row) throws SQLException {
        return new Uploaded(
                row.getString("version"),
                row.getString("rules"),
                row.getString("golden_cases"),
                Jdbc.instant(row, "uploaded_at"),
                new Actor(row.getObject("uploaded_by", UUID.class), row.getString("uploaded_by_name")));
    }
}
