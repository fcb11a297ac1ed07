package org.paincare.outcome;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from what they name, so that computing the same thing twice finds it again. */
public final class NamedIds {

    private NamedIds() {}

    /** UUID version 8 (RFC 9562 5.8) from the SHA-256 of the name. */
    public static UUID of(Object... name) {
        var text = String.join(
                "|", java.util.Arrays.stream(name).map(String::valueOf).toList());
        try {
            var bits = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            long high = (bits.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
            long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
