package org.paincare.platform.link;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.crypto.DataKey;

/**
 * Tokens that name a clinic and one of its links, sealed by the service's key: only this service can make one, nothing can
 * be read from it, and one made for another purpose does not fit.
 */
@Singleton
public class SealedLinks {

    /** What a token names. */
    public record Named(UUID clinic, UUID link) {}

    private static final int BYTES = 32;
    private static final int LONGEST = 200;

    private final DataKey key;

    SealedLinks(DataKey key) {
        this.key = key;
    }

    public String make(String purpose, UUID clinic, UUID link) {
        var plain = ByteBuffer.allocate(BYTES)
                .putLong(clinic.getMostSignificantBits())
                .putLong(clinic.getLeastSignificantBits())
                .putLong(link.getMostSignificantBits())
                .putLong(link.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.seal(plain, purpose));
    }

    /** Empty for whatever this service has not made, whole and for this purpose. */
    public Optional<Named> read(String purpose, @Nullable String token) {
        if (token == null || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return key.open(Base64.getUrlDecoder().decode(token), purpose)
                    .filter(plain -> plain.length == BYTES)
                    .map(ByteBuffer::wrap)
                    .map(plain -> new Named(
                            new UUID(plain.getLong(), plain.getLong()), new UUID(plain.getLong(), plain.getLong())));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
