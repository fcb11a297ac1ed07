package org.paincare.outcome.link;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.link.SealedLinks;

/**
 * Tokens of one-time links. What stands in an address and what answers are sent with are two kinds; neither fits for the
 * other.
 */
@Singleton
class LinkTokens {

    enum Kind {
        /** In the address that the patient gets; exchanged once. */
        LINK,
        /** Given for it; answers are read and sent with it. */
        SESSION
    }

    private final SealedLinks links;

    LinkTokens(SealedLinks links) {
        this.links = links;
    }

    String make(Kind kind, UUID clinic, UUID link) {
        return links.make(purpose(kind), clinic, link);
    }

    /** Empty for whatever this service has not made, whole and of this kind. */
    Optional<SealedLinks.Named> read(Kind kind, @Nullable String token) {
        return links.read(purpose(kind), token);
    }

    private static String purpose(Kind kind) {
        return "answer-link|" + kind;
    }
}
