package org.paincare.patient.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.patient.Actor;
import org.paincare.patient.ClinicalChange;
import org.paincare.patient.PatientProblem;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * The document versions of the current clinic. Where a clinic published none of a type, what was signed is taken as it is
 * said; where it did, only what it published counts, and a version that asks anew ends the signatures before it.
 */
@ApplicationScoped
class ConsentDocuments implements DueHandler {

    private static final String IN_EFFECT = "CONSENT_DOCUMENT_IN_EFFECT";
    private static final String MEANING = "PUBLISHES_CONSENT_DOCUMENT";
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private static final Duration FARTHEST = Duration.ofDays(366);

    private final Jdbc jdbc;
    private final Signatures signatures;
    private final DueWork due;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;
    private final Event<ClinicalChange> changes;

    ConsentDocuments(
            DataSource pool,
            Signatures signatures,
            DueWork due,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock,
            Event<ClinicalChange> changes) {
        this.jdbc = new Jdbc(pool);
        this.signatures = signatures;
        this.due = due;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
        this.changes = changes;
    }

    record Published(ConsentDocument document, boolean isNew) {}

    /**
     * Publishes a version that a medical director signed; the same again is the one there is.
     *
     * @throws Problem CONSENT_DOCUMENT_EXISTS for another content under the same version, CONSENT_DOCUMENT_REFUSED,
     *     SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED
     */
    @Transactional
    Published publish(UUID clinicId, ConsentDocument.Publish wanted) {
        mustBeHere(clinicId);
        var now = clock.instant();
        var from = wanted.effectiveFrom() == null ? now : wanted.effectiveFrom();
        if (from.isBefore(now.minus(CLOCK_SKEW)) || from.isAfter(now.plus(FARTHEST))) {
            throw Problem.of(
                    PatientProblem.CONSENT_DOCUMENT_REFUSED,
                    violation(
                            "/effectiveFrom", "OUT_OF_RANGE", "From now to a year ahead", "Desde ahora hasta un año"));
        }
        var there = published(wanted);
        if (there.isPresent()) {
            return new Published(same(there.get(), wanted), false);
        }
        var signature = signatures.require(
                wanted.signatureId(),
                "/v1/clinics/" + clinicId + "/consent-documents",
                wanted.contentHash(),
                MEANING,
                EnumSet.of(Role.MEDICAL_DIRECTOR));
        var document = new ConsentDocument(
                Ids.next(),
                wanted.type(),
                wanted.language(),
                wanted.documentVersion(),
                wanted.documentHash(),
                from,
                wanted.asksAnewOrDefault(),
                signature.id(),
                now,
                new Actor(signature.signedBy(), signature.signerName()));
        insert(document);
        if (document.asksAnew()) {
            due.schedule(IN_EFFECT, document.id(), from);
        }
        audit.wrote(new AuditEntry("CONSENT_DOCUMENT_PUBLISHED", "consentDocument", document.id(), null, null));
        return new Published(document, true);
    }

    @Transactional
    ConsentDocument.Listed list(UUID clinicId) {
        mustBeHere(clinicId);
        audit.read(new AuditEntry("CONSENT_DOCUMENTS_READ", "consentDocument", null, null, null));
        return new ConsentDocument.Listed(all());
    }

    @Transactional
    ConsentDocument get(UUID clinicId, UUID id) {
        mustBeHere(clinicId);
        return all().stream()
                .filter(document -> document.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    /** Every version, newest first. */
    List<ConsentDocument> all() {
        return jdbc.list(
                "SELECT * FROM consent_document WHERE clinic_id = ? ORDER BY effective_from DESC, id DESC",
                ConsentDocuments::read,
                clinic.get());
    }

    /** What is wrong with the document that a signature names. */
    List<Violation> wrong(ConsentJson.Grant signed) {
        var ofType = all().stream().filter(d -> d.type() == signed.type()).toList();
        if (ofType.isEmpty()) {
            return List.of();
        }
        var named = ofType.stream()
                .filter(d -> d.documentVersion().equals(signed.documentVersion())
                        && d.language().equals(signed.language()))
                .findFirst();
        if (named.isEmpty()) {
            return List.of(violation(
                    "/documentVersion",
                    "UNKNOWN_DOCUMENT",
                    "The clinic published no such version in this language",
                    "La clínica no publicó esa versión en este idioma"));
        }
        var wrong = new ArrayList<Violation>();
        var document = named.get();
        if (!document.documentHash().equals(signed.documentHash())) {
            wrong.add(violation(
                    "/documentHash",
                    "OTHER_DOCUMENT",
                    "Not the hash of the version that was published",
                    "No es el hash de la versión publicada"));
        }
        if (document.effectiveFrom().isAfter(signed.signedAt().plus(CLOCK_SKEW))) {
            wrong.add(violation(
                    "/documentVersion", "NOT_YET_IN_EFFECT", "Not yet in effect then", "Aún no estaba vigente"));
        }
        if (ofType.stream()
                .anyMatch(later -> later.effectiveFrom().isAfter(document.effectiveFrom())
                        && later.outdates(
                                document.type(),
                                document.documentVersion(),
                                document.effectiveFrom(),
                                signed.signedAt()))) {
            wrong.add(violation(
                    "/documentVersion",
                    "OLD_DOCUMENT",
                    "A later version was in effect when it was signed",
                    "Cuando se firmó ya estaba vigente una versión posterior"));
        }
        return wrong;
    }

    @Override
    public String kind() {
        return IN_EFFECT;
    }

    /** Whoever signed an earlier version is looked at anew. */
    @Override
    public void run(UUID documentId, Instant dueAt) {
        jdbc.list(
                        "SELECT DISTINCT c.patient_id FROM consent c JOIN consent_document d ON d.clinic_id = c.clinic_id"
                                + " AND d.type = c.type WHERE d.clinic_id = ? AND d.id = ? AND c.superseded_by IS NULL"
                                + " AND c.withdrawn_at IS NULL AND c.document_version <> d.document_version",
                        row -> row.getObject(1, UUID.class),
                        clinic.get(),
                        documentId)
                .forEach(patient -> changes.fire(new ClinicalChange(patient, ClinicalChange.Kind.CONSENT)));
    }

    /** @throws Problem LOST_RACE where somebody published the same version first, SIGNATURE_USED */
    private void insert(ConsentDocument document) {
        try {
            jdbc.update(
                    "INSERT INTO consent_document (clinic_id, id, type, language, document_version, document_hash,"
                            + " effective_from, asks_anew, signature_id, published_at, published_by, published_by_name)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    clinic.get(),
                    document.id(),
                    document.type(),
                    document.language(),
                    document.documentVersion(),
                    document.documentHash(),
                    document.effectiveFrom(),
                    document.asksAnew(),
                    document.signatureId(),
                    document.publishedAt(),
                    document.publishedBy().id(),
                    document.publishedBy().name());
        } catch (RuntimeException failure) {
            throw switch (DatabaseFailures.constraintOf(failure)) {
                case "consent_document_once" -> Problem.of(PlatformProblem.LOST_RACE);
                case "consent_document_signature" -> Problem.of(SignatureProblem.SIGNATURE_USED);
                default -> failure;
            };
        }
    }

    private Optional<ConsentDocument> published(ConsentDocument.Publish wanted) {
        return all().stream()
                .filter(d -> d.type() == wanted.type()
                        && d.language().equals(wanted.language())
                        && d.documentVersion().equals(wanted.documentVersion()))
                .findFirst();
    }

    private static ConsentDocument same(ConsentDocument there, ConsentDocument.Publish wanted) {
        boolean sameTime =
                wanted.effectiveFrom() == null || wanted.effectiveFrom().equals(there.effectiveFrom());
        if (!there.documentHash().equals(wanted.documentHash())
                || there.asksAnew() != wanted.asksAnewOrDefault()
                || !sameTime) {
            throw Problem.of(PatientProblem.CONSENT_DOCUMENT_EXISTS);
        }
        return there;
    }

    private void mustBeHere(UUID clinicId) {
        if (!Objects.equals(clinicId, clinic.get())) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }

    private static ConsentDocument read(ResultSet row) throws SQLException {
        return new ConsentDocument(
                row.getObject("id", UUID.class),
                ConsentType.valueOf(row.getString("type")),
                row.getString("language"),
                row.getString("document_version"),
                row.getString("document_hash"),
                Jdbc.instant(row, "effective_from"),
                row.getBoolean("asks_anew"),
                row.getObject("signature_id", UUID.class),
                Jdbc.instant(row, "published_at"),
                new Actor(row.getObject("published_by", UUID.class), row.getString("published_by_name")));
    }

    private static Violation violation(String at, String code, String en, String es) {
        return new Violation(at, code, new Text(en, es));
    }
}
