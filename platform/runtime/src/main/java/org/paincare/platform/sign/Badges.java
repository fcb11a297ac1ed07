package org.paincare.platform.sign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Badges with a PIN, with which a person signs on a tablet where another is signed in. A person grants their own on a fresh
 * sign-in; it carries the roles of that sign-in and lasts a shift, so that whoever leaves or loses a role signs no longer
 * than that. Time is real time, as for sign-ins.
 */
@ApplicationScoped
class Badges {

    private static final Duration SHIFT = Duration.ofHours(12);
    private static final int TRIES = 5;
    private static final int ROUNDS = 210_000;

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final Audit audit;
    private final SecureRandom random = new SecureRandom();

    Badges(DataSource pool, CurrentClinic clinic, CurrentCaller caller, Audit audit) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.caller = caller;
        this.audit = audit;
    }

    /** When a badge that was granted ends. */
    @Schema(name = "BadgesGranted")
    record Granted(Instant expiresAt) {}

    private record Kept(Signer signer, byte[] salt, byte[] hash) {}

    /**
     * Grants, or grants anew, the caller's badge.
     *
     * @throws Problem STEP_UP_REQUIRED, BADGE_TAKEN where it is another person's
     */
    @Transactional
    Granted grant(String badge, String pin) {
        var self = caller.get();
        Signatures.mustHaveSignedInJustNow(self);
        var salt = new byte[16];
        random.nextBytes(salt);
        var now = Signatures.now();
        var until = now.plus(SHIFT);
        try {
            jdbc.update(
                    "INSERT INTO signer_badge (clinic_id, subject, badge_hash, pin_salt, pin_hash, display_name, roles,"
                            + " wrong_tries, granted_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, string_to_array(?, ','), 0, ?, ?)"
                            + " ON CONFLICT (clinic_id, subject) DO UPDATE SET badge_hash = excluded.badge_hash,"
                            + " pin_salt = excluded.pin_salt, pin_hash = excluded.pin_hash,"
                            + " display_name = excluded.display_name, roles = excluded.roles, wrong_tries = 0,"
                            + " granted_at = excluded.granted_at, expires_at = excluded.expires_at",
                    clinic.get(),
                    self.id(),
                    badgeHash(badge),
                    salt,
                    stretched(pin, salt),
                    self.displayName(),
                    self.roles().stream().map(Role::wireName).sorted().collect(Collectors.joining(",")),
                    now,
                    until);
        } catch (RuntimeException failure) {
            throw "badge_of_one_person".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(SignatureProblem.BADGE_TAKEN)
                    : failure;
        }
        audit.wrote(AuditEntry.of("BADGE_GRANTED", "signer-badge", self.id()));
        return new Granted(until);
    }

    /**
     * Who the badge and PIN are of; empty where they are nobody's, wrong, over or ended, which of these is not told. A try
     * is counted before the PIN is looked at and kept whatever comes of the request, so that racing guesses are five too.
     */
    @Transactional
    Optional<Signer> whose(String badge, String pin) {
        var kept = jdbc.first(
                "UPDATE signer_badge SET wrong_tries = wrong_tries + 1 WHERE clinic_id = ? AND badge_hash = ?"
                        + " AND expires_at > ? AND wrong_tries < ? RETURNING subject, display_name, roles, pin_salt, pin_hash",
                Badges::kept,
                clinic.get(),
                badgeHash(badge),
                Signatures.now(),
                TRIES);
        // As much work for a badge that is nobody's.
        var given = stretched(pin, kept.map(Kept::salt).orElseGet(() -> new byte[16]));
        var right = kept.filter(k -> MessageDigest.isEqual(given, k.hash()));
        right.ifPresent(k -> jdbc.update(
                "UPDATE signer_badge SET wrong_tries = 0 WHERE clinic_id = ? AND subject = ?",
                clinic.get(),
                k.signer().id()));
        if (right.isEmpty()) {
            audit.wrote(new AuditEntry(
                    "BADGE_REFUSED",
                    "signer-badge",
                    kept.map(k -> k.signer().id()).orElse(null),
                    null,
                    null));
        }
        return right.map(Kept::signer);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var roles = (String[]) row.getArray("roles").getArray();
        return new Kept(
                new Signer(
                        row.getObject("subject", UUID.class),
                        row.getString("display_name"),
                        Arrays.stream(roles)
                                .flatMap(role -> Role.of(role).stream())
                                .collect(Collectors.toUnmodifiableSet()),
                        Signer.Method.BADGE),
                row.getBytes("pin_salt"),
                row.getBytes("pin_hash"));
    }

    private String badgeHash(String badge) {
        return Signatures.hash("paincare-badge/1\n" + clinic.get() + "\n" + badge);
    }

    private static byte[] stretched(String pin, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(pin.toCharArray(), salt, ROUNDS, 256))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
