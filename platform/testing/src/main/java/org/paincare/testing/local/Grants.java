package org.paincare.testing.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Codes that wait to be redeemed and logins that may be renewed; kept in memory, so a restart asks people to log in.
 *
 * <p>A code holds 60 s and works once. A refresh token works once and is replaced by the next; whoever shows an old
 * one, or a code a second time, ends the whole login, because one of the two who hold it stole it.
 */
final class Grants {

    /** What was granted when a person entered the password. */
    record Login(
            String username,
            String clientId,
            String scope,
            @Nullable String nonce,
            Instant authTime) {}

    /** A renewed or first grant with the refresh token to use next. */
    record Granted(Login login, String refreshToken) {}

    private record Code(Login login, String redirectUri, String challenge, Instant expires) {}

    private static final class Family {
        private final Login login;
        private final Instant expires;
        private String current = "";

        private Family(Login login, Instant expires) {
            this.login = login;
            this.expires = expires;
        }
    }

    private static final Duration CODE_LIFE = Duration.ofSeconds(60);
    private static final Duration LOGIN_LIFE = Duration.ofHours(8);

    private final InstantSource clock;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, String> familyOfUsedCode = new HashMap<>();
    private final Map<String, Family> families = new HashMap<>();

    Grants(InstantSource clock) {
        this.clock = clock;
    }

    synchronized String code(Login login, String redirectUri, String challenge) {
        forgetOld();
        String code = Secrets.random();
        codes.put(code, new Code(login, redirectUri, challenge, clock.instant().plus(CODE_LIFE)));
        return code;
    }

    /** Redeems a code; a wrong client, address or verifier spends it too. */
    synchronized Granted redeem(String code, String clientId, String redirectUri, String verifier) throws OAuthError {
        Code found = codes.remove(code);
        if (found == null) {
            String family = familyOfUsedCode.remove(code);
            if (family != null) {
                families.remove(family);
            }
            throw OAuthError.invalidGrant("The code is unknown, was used before or is too old.");
        }
        if (found.expires().isBefore(clock.instant())
                || !found.login().clientId().equals(clientId)
                || !found.redirectUri().equals(redirectUri)
                || !IssuerDirectory.same(found.challenge(), challengeOf(verifier))) {
            throw OAuthError.invalidGrant("The code does not fit this client, address or verifier, or is too old.");
        }
        Granted granted = open(found.login());
        familyOfUsedCode.put(code, familyOf(granted.refreshToken()));
        return granted;
    }

    /** Opens a login and gives its first refresh token. */
    synchronized Granted open(Login login) {
        forgetOld();
        String id = Secrets.random();
        Family family = new Family(login, clock.instant().plus(LOGIN_LIFE));
        families.put(id, family);
        return next(id, family);
    }

    synchronized Granted renew(String refreshToken, String clientId) throws OAuthError {
        String id = familyOf(refreshToken);
        Family family = families.get(id);
        if (family == null
                || family.expires.isBefore(clock.instant())
                || !family.login.clientId().equals(clientId)) {
            throw OAuthError.invalidGrant("The refresh token is unknown or too old.");
        }
        if (!IssuerDirectory.same(family.current, refreshToken)) {
            families.remove(id);
            throw OAuthError.invalidGrant("The refresh token was used before; this login is closed.");
        }
        return next(id, family);
    }

    /** Ends every login of this person. */
    synchronized void close(String username) {
        families.values().removeIf(family -> family.login.username().equals(username));
    }

    private Granted next(String id, Family family) {
        family.current = id + "." + Secrets.random();
        return new Granted(family.login, family.current);
    }

    private static String familyOf(String refreshToken) {
        int dot = refreshToken.indexOf('.');
        return dot < 0 ? refreshToken : refreshToken.substring(0, dot);
    }

    private void forgetOld() {
        Instant now = clock.instant();
        codes.values().removeIf(code -> code.expires().isBefore(now));
        families.values().removeIf(family -> family.expires.isBefore(now));
        familyOfUsedCode.values().removeIf(family -> !families.containsKey(family));
    }

    static String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
