package org.paincare.patient.clinic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.LastChange;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.RecordVersions;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.web.Etags;

/** What the medical director settles for the clinic, and everything the clinic ever was. */
@ApplicationScoped
class Policies {

    private static final Set<Role> SIGNERS = Set.of(Role.MEDICAL_DIRECTOR);

    private final Clinics clinics;
    private final PolicyCatalogue catalogue;
    private final Signatures signatures;
    private final RecordVersions versions;
    private final ObjectMapper json;
    private final Audit audit;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Event<RuleValuesChanged> changes;

    Policies(
            Clinics clinics,
            PolicyCatalogue catalogue,
            Signatures signatures,
            RecordVersions versions,
            ObjectMapper json,
            Audit audit,
            CurrentCaller caller,
            InstantSource clock,
            Event<RuleValuesChanged> changes) {
        this.clinics = clinics;
        this.catalogue = catalogue;
        this.signatures = signatures;
        this.versions = versions;
        this.json = json;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
        this.changes = changes;
    }

    /** @throws Problem POLICY_REFUSED with every violation, NOT_FOUND */
    @Transactional
    PolicyJson.ToSign preview(UUID clinicId, PolicyJson.Preview wanted) {
        clinics.get(clinicId);
        check(wanted.values());
        return new PolicyJson.ToSign(
                PolicyJson.resource(clinicId),
                PolicyJson.contentHash(clinicId, wanted.values()),
                PolicyJson.SIGNS_POLICY);
    }

    /**
     * Puts the signed values in force: the next evaluations, bookings and orders go by them.
     *
     * @throws Problem POLICY_REFUSED, PRECONDITION_REQUIRED, STALE, SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED,
     *     NOT_FOUND
     */
    @Transactional
    Clinic put(UUID clinicId, @Nullable String ifMatch, PolicyJson.Put wanted) {
        var clinic = clinics.get(clinicId);
        Etags.mustMatch(ifMatch, clinic);
        check(wanted.values());
        var signature = signatures.require(
                wanted.signatureId(),
                PolicyJson.resource(clinicId),
                PolicyJson.contentHash(clinicId, wanted.values()),
                PolicyJson.SIGNS_POLICY,
                SIGNERS);
        var now = clock.instant();
        var bearsOnRules = !catalogue.decideAlike(clinic.policyValues(), wanted.values());
        clinic.goBy(new TreeMap<>(wanted.values()), signature, LastChange.of(caller.get(), wanted.reason(), now));
        clinics.flush();
        clinics.tell(clinic, now);
        audit.wrote(AuditEntry.of("CLINIC_POLICY_SIGNED", "clinic", clinicId));
        if (bearsOnRules) {
            changes.fire(new RuleValuesChanged());
        }
        return clinic;
    }

    @Transactional
    Clinic clinic(UUID clinicId) {
        return clinics.get(clinicId);
    }

    PolicyJson.Full json(Clinic clinic) {
        return new PolicyJson.Full(
                clinic.policyVersion(),
                clinic.policyValues(),
                clinic.policySignature(),
                catalogue.all().items());
    }

    /** Newest first; at most 100. */
    @Transactional
    List<PolicyJson.Version> versions(UUID clinicId) {
        clinics.get(clinicId);
        return versions.of("clinic", clinicId, Row.class).stream()
                .map(this::version)
                .toList();
    }

    private record Row(
            String name,
            List<String> languages,
            int altitudeMetres,
            String altitudeProfile,
            @Nullable String state,
            @Nullable String policyValues,
            @Nullable UUID policySignatureId,
            @Nullable UUID policySignedBy,
            @Nullable String policySignerName,
            @Nullable OffsetDateTime policySignedAt,
            @Nullable UUID altitudeSignatureId,
            @Nullable UUID altitudeSignedBy,
            @Nullable String altitudeSignerName,
            @Nullable OffsetDateTime altitudeSignedAt) {}

    private PolicyJson.Version version(RecordVersions.Kept<Row> kept) {
        var row = kept.content();
        return new PolicyJson.Version(
                Integer.toString(kept.version() + 1),
                row.name(),
                row.languages(),
                row.altitudeMetres(),
                row.altitudeProfile(),
                row.state() == null ? ClinicJson.State.ACTIVE.name() : row.state(),
                row.policyValues() == null ? Map.of() : values(row.policyValues()),
                signed(row.policySignatureId(), row.policySignedBy(), row.policySignerName(), row.policySignedAt()),
                signed(
                        row.altitudeSignatureId(),
                        row.altitudeSignedBy(),
                        row.altitudeSignerName(),
                        row.altitudeSignedAt()),
                kept.changedAt(),
                kept.changedBy(),
                kept.reason());
    }

    private static PolicyJson.@Nullable Signed signed(
            @Nullable UUID id, @Nullable UUID by, @Nullable String name, @Nullable OffsetDateTime at) {
        return id == null || by == null || name == null || at == null
                ? null
                : new PolicyJson.Signed(id, by, name, at.toInstant());
    }

    private Map<String, String> values(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(Map<String, String> values) {
        var wrong = catalogue.check(values);
        if (!wrong.isEmpty()) {
            throw Problem.of(PatientProblem.POLICY_REFUSED, wrong);
        }
    }
}
