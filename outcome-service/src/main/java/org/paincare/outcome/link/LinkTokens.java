package org.paincare.outcome.link;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.crypto.DataKey;

/**
 * Tokens of one-time links: clinic and link, sealed by the installation's key, so that only this service can make one and
 * nothing can be read from it. What stands in an address and what answers are sent with are two kinds; neither fits for
 * the other.
 */
@Singleton
class LinkTokens {

    enum Kind {
        /** In the address that the patient gets; exchanged once. */
        LINK,
        /** Given for it; answers are read and sent with it. */
        SESSION
    }

    /** What a token names. */
    record Named(UUID clinic, UUID link) {}

    private static final int BYTES = 32;
    private static final int LONGEST = 200;

    private final DataKey key;

    LinkTokens(DataKey key) {
        this.key = key;
    }

    String make(Kind kind, UUID clinic, UUID link) {
        var plain = ByteBuffer.allocate(BYTES)
                .putLong(clinic.getMostSignificantBits())
                .putLong(clinic.getLeastSignificantBits())
                .putLong(link.getMostSignificantBits())
                .putLong(link.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.seal(plain, context(kind)));
    }

    /** Empty for whatever this service has not made, whole and of this kind. */
    Optional<Named> read(Kind kind, @Nullable String token) {
        if (token == null || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return key.open(Base64.getUrlDecoder().decode(token), context(kind))
                    .filter(plain -> plain.length == BYTES)
                    .map(ByteBuffer::wrap)
                    .map(plain -> new Named(
                            new UUID(plain.getLong(), plain.getLong()), new UUID(plain.getLong(), plain.getLong())));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String context(Kind kind) {
        return "answer-link|" + kind;
    }
}
