package org.paincare.session.live;

import java.util.Optional;
import java.util.UUID;

/** Ids as callers write them. */
final class Uuids {

    private static final int LENGTH = 36;

    private Uuids() {}

    static Optional<UUID> parse(String text) {
        try {
            return text.length() == LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
