package org.paincare.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Callers whose token was verified a moment ago: a frontend sends the same one with every call, and verifying it costs a
 * third of a read. Kept under the token's hash for half a minute and never past its expiry, so that a key the issuer takes
 * back is followed within that time.
 */
@Singleton
class VerifiedTokens {

    /** @param until when the token ends, in real time */
    record Verified(Caller caller, Instant until) {}

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST = 20_000;

    private final Cache<ByteBuffer, Verified> verified;

    @Inject
    VerifiedTokens() {
        this(Ticker.systemTicker(), InstantSource.system());
    }

    /** @param real the machine's time: a token's expiry is no clinical time */
    VerifiedTokens(Ticker ticker, InstantSource real) {
        this.verified = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST)
                .expireAfter(Expiry.<ByteBuffer, Verified>creating(
                        (hash, known) -> keptFor(Duration.between(real.instant(), known.until()))))
                .build();
    }

    private static Duration keptFor(Duration left) {
        return left.isNegative() ? Duration.ZERO : left.compareTo(KEPT) < 0 ? left : KEPT;
    }

    /** @param authorization the request's header as it was sent, scheme and token */
    Optional<Verified> find(@Nullable String authorization) {
        return authorization == null
                ? Optional.empty()
                : Optional.ofNullable(verified.getIfPresent(hash(authorization)));
    }

    void keep(@Nullable String authorization, Caller caller, @Nullable Instant until) {
        if (authorization != null && until != null) {
            verified.put(hash(authorization), new Verified(caller, until));
        }
    }

    private static ByteBuffer hash(String authorization) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(authorization.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
