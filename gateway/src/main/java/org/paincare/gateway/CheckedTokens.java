package org.paincare.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Holder;

/**
 * Tokens that were found good a moment ago: a frontend sends the same one with every call, and checking its signature
 * costs more than all the rest of a request. Kept as hashes, for a short time and never past their expiry, so that a key
 * the issuer takes back is followed within that time. Two generations bound the memory: when the younger is full it
 * becomes the older, and the older is forgotten. Safe for every thread.
 */
final class CheckedTokens {

    /** Of one generation. */
    private static final int MOST = 10_000;

    private final Duration kept;
    private final InstantSource clock;
    private volatile Map<ByteBuffer, Checked> younger = new ConcurrentHashMap<>();
    private volatile Map<ByteBuffer, Checked> older = Map.of();

    private record Checked(Holder holder, Instant until) {}

    CheckedTokens(Duration kept, InstantSource clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /** Whom the token speaks for, null where it was not checked lately. */
    @Nullable
    Holder find(String token) {
        ByteBuffer hash = hash(token);
        Checked checked = younger.get(hash);
        if (checked == null) {
            checked = older.get(hash);
        }
        return checked != null && clock.instant().isBefore(checked.until()) ? checked.holder() : null;
    }

    void add(String token, Holder holder, Instant expiry) {
        if (younger.size() >= MOST) {
            turn();
        }
        Instant until = clock.instant().plus(kept);
        younger.put(hash(token), new Checked(holder, until.isBefore(expiry) ? until : expiry));
    }

    private synchronized void turn() {
        if (younger.size() >= MOST) {
            older = younger;
            younger = new ConcurrentHashMap<>();
        }
    }

    int size() {
        return younger.size() + older.size();
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
