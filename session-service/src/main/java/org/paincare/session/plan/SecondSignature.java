package org.paincare.session.plan;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.standing.ClinicProfiles;

/**
 * Reads the signatures under a plan or an order: the prescriber's first (meaning {@code PRESCRIBES}), then that of a
 * second person (meaning {@code CO_SIGNS}), by a role the clinic's policy names (setting {@code SECOND_SIGNATURE_ROLES};
 * without it prescriber, pharmacist or medical director, D).
 */
@Singleton
public class SecondSignature {

    public static final String PRESCRIBES = "PRESCRIBES";
    public static final String CO_SIGNS = "CO_SIGNS";

    /** What is open while nobody signed it besides. */
    public static final Blocked MISSING = new Blocked(
            "SECOND_SIGNATURE_MISSING",
            "REF-0.2.8",
            new Text("Una segunda persona debe firmar este cambio.", "A second person has to sign this change."),
            null,
            new Source("REF02"));

    private static final String SETTING = "SECOND_SIGNATURE_ROLES";
    private static final String DEFAULT = "PRESCRIBER,PHARMACIST,MEDICAL_DIRECTOR";

    private final Signatures signatures;
    private final ClinicProfiles clinics;

    SecondSignature(Signatures signatures, ClinicProfiles clinics) {
        this.signatures = signatures;
        this.clinics = clinics;
    }

    /** The signatures found good; the second is of another person. */
    public record Signed(Signature prescriber, @Nullable Signature second) {}

    /**
     * @param ids one or two, the prescriber's first
     * @throws Problem SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER
     */
    public Signed require(List<UUID> ids, String resource, String hash) {
        var first = signatures.require(ids.getFirst(), resource, hash, PRESCRIBES, Set.of(Role.PRESCRIBER));
        if (ids.size() < 2) {
            return new Signed(first, null);
        }
        var second = signatures.require(ids.get(1), resource, hash, CO_SIGNS, roles());
        if (second.signedBy().equals(first.signedBy())) {
            throw Problem.of(SignatureProblem.SAME_SIGNER);
        }
        return new Signed(first, second);
    }

    /**
     * The signature of a second person alone.
     *
     * @param first who asks for it, and is not that person
     * @throws Problem SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER
     */
    public Signature second(UUID id, String resource, String hash, UUID first) {
        var second = signatures.require(id, resource, hash, CO_SIGNS, roles());
        if (second.signedBy().equals(first)) {
            throw Problem.of(SignatureProblem.SAME_SIGNER);
        }
        return second;
    }

    private Set<Role> roles() {
        var named = clinics.current().settings().getOrDefault(SETTING, DEFAULT);
        return Arrays.stream(named.split(","))
                .map(String::strip)
                .flatMap(name ->
                        Arrays.stream(Role.values()).filter(role -> role.name().equals(name)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
