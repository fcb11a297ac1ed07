package org.paincare.platform.sign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Asks for, gives and checks signatures. A challenge and a sign-in count in real time (10 and 2 minutes); when something
 * was signed is domain time.
 */
@ApplicationScoped
public class Signatures {

    private static final Duration CHALLENGE = Duration.ofMinutes(10);
    private static final Duration FRESH_SIGN_IN = Duration.ofMinutes(2);

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final Audit audit;
    private final InstantSource domainClock;
    private final Instance<SigningRights> rights;

    Signatures(
            DataSource pool,
            CurrentClinic clinic,
            CurrentCaller caller,
            Audit audit,
            InstantSource domainClock,
            Instance<SigningRights> rights) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.caller = caller;
        this.audit = audit;
        this.domainClock = domainClock;
        this.rights = rights;
    }

    /** SHA-256 of a canonical text, 64 hex digits. */
    public static String hash(String canonical) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request for a signature that waits for its signer. */
    public record Challenge(UUID id, String resource, String hash, String meaning, Instant expiresAt) {}

    @Transactional
    Challenge ask(String resource, String hash, String meaning) {
        var challenge = new Challenge(Ids.next(), resource, hash, meaning, now().plus(CHALLENGE));
        jdbc.update(
                "INSERT INTO signature (clinic_id, id, resource, content_hash, meaning, asked_by, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                challenge.id(),
                resource,
                hash,
                meaning,
                caller.get().id(),
                challenge.expiresAt());
        return challenge;
    }

    /**
     * Gives the signature as the caller, whose sign-in must be fresh.
     *
     * @throws Problem STEP_UP_REQUIRED, SIGNER_LICENCE_EXPIRED, SIGNER_NOT_ACTIVE, SIGNATURE_CHALLENGE_EXPIRED,
     *     ALREADY_SIGNED, NOT_FOUND
     */
    @Transactional
    Signature give(UUID challenge) {
        mustHaveSignedInJustNow(caller.get());
        return give(challenge, Signer.of(caller.get()));
    }

    /** @throws Problem STEP_UP_REQUIRED */
    static void mustHaveSignedInJustNow(Caller person) {
        var signedIn = person.authenticatedAt();
        if (signedIn == null || signedIn.isBefore(now().minus(FRESH_SIGN_IN))) {
            throw Problem.of(SignatureProblem.STEP_UP_REQUIRED)
                    .header("WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\", max_age=\"120\"");
        }
    }

    /**
     * Gives the signature as somebody who has shown who they are.
     *
     * @throws Problem SIGNER_LICENCE_EXPIRED, SIGNER_NOT_ACTIVE, SIGNATURE_CHALLENGE_EXPIRED, ALREADY_SIGNED, NOT_FOUND
     */
    @Transactional
    Signature give(UUID challenge, Signer signer) {
        mustBeFitToSign(signer.id(), domainClock.instant());
        var open = jdbc.first(
                        "SELECT expires_at, signed_by FROM signature WHERE clinic_id = ? AND id = ? FOR UPDATE",
                        row -> new Open(Jdbc.instant(row, "expires_at"), row.getObject("signed_by", UUID.class)),
                        clinic.get(),
                        challenge)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (open.signedBy() != null) {
            throw Problem.of(SignatureProblem.ALREADY_SIGNED);
        }
        if (open.expiresAt().isBefore(now())) {
            throw Problem.of(SignatureProblem.SIGNATURE_CHALLENGE_EXPIRED);
        }
        jdbc.update(
                "UPDATE signature SET signed_by = ?, signer_name = ?, signer_roles = string_to_array(?, ','), signed_at = ?,"
                        + " method = ?, recorded_at = clock_timestamp() WHERE clinic_id = ? AND id = ?",
                signer.id(),
                signer.name(),
                signer.roles().stream().map(Role::wireName).sorted().collect(Collectors.joining(",")),
                domainClock.instant(),
                signer.method(),
                clinic.get(),
                challenge);
        audit.wrote(AuditEntry.of("SIGNED", "signature", challenge).because(signer.method() + " of " + signer.id()));
        return given(challenge).orElseThrow();
    }

    private record Open(Instant expiresAt, @Nullable UUID signedBy) {}

    /**
     * Uses the signature of that id up for the act of the transaction under way, if it covers exactly this: it serves no
     * other act, and is free again where that transaction rolls back. Of two who use it at once the second waits for the
     * first.
     *
     * @param roles one of which the signer must hold
     * @throws Problem SIGNATURE_INVALID, SIGNER_NOT_ALLOWED, SIGNER_LICENCE_EXPIRED, SIGNER_NOT_ACTIVE, SIGNATURE_USED
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Signature require(UUID id, String resource, String contentHash, String meaning, Set<Role> roles) {
        var signature = given(id)
                .filter(s -> s.resource().equals(resource)
                        && s.contentHash().equals(contentHash)
                        && s.meaning().equals(meaning))
                .orElseThrow(() -> Problem.of(SignatureProblem.SIGNATURE_INVALID));
        if (signature.signerRoles().stream().noneMatch(roles::contains)) {
            throw Problem.of(SignatureProblem.SIGNER_NOT_ALLOWED);
        }
        mustBeFitToSign(signature.signedBy(), signature.signedAt());
        var first = jdbc.update(
                        "INSERT INTO signature_use (clinic_id, signature_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        clinic.get(),
                        id)
                == 1;
        if (!first) {
            throw Problem.of(SignatureProblem.SIGNATURE_USED);
        }
        return signature;
    }

    /** Asked at use too: word of an expired registration may come after the signature and before the act. */
    private void mustBeFitToSign(UUID signer, Instant at) {
        for (var known : rights) {
            switch (known.of(signer, at)) {
                case MAY_SIGN -> {}
                case LICENCE_EXPIRED -> throw Problem.of(SignatureProblem.SIGNER_LICENCE_EXPIRED);
                case NOT_ACTIVE -> throw Problem.of(SignatureProblem.SIGNER_NOT_ACTIVE);
            }
        }
    }

    private java.util.Optional<Signature> given(UUID id) {
        return jdbc.first(
                "SELECT * FROM signature WHERE clinic_id = ? AND id = ? AND signed_by IS NOT NULL",
                Signatures::read,
                clinic.get(),
                id);
    }

    private static Signature read(ResultSet row) throws SQLException {
        var roles = (String[]) row.getArray("signer_roles").getArray();
        return new Signature(
                row.getObject("id", UUID.class),
                row.getString("resource"),
                row.getString("content_hash"),
                row.getString("meaning"),
                row.getObject("signed_by", UUID.class),
                row.getString("signer_name"),
                Arrays.stream(roles).flatMap(r -> Role.of(r).stream()).collect(Collectors.toUnmodifiableSet()),
                Jdbc.instant(row, "signed_at"));
    }

    /** Real time: how long a sign-in is fresh does not move with a demo's clock. */
    static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }
}
