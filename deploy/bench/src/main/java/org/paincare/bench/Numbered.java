package org.paincare.bench;

import java.util.UUID;

/** The same ids as the function {@code numbered} in {@code names.sql}. */
final class Numbered {

    private static final long HIGH = 0xb000_0000_0000_7000L;
    private static final long LOW = 0x8000_0000_0000_0000L;

    private Numbered() {}

    /** @param n 0 to 2^48-1 */
    static UUID id(long n) {
        return new UUID(HIGH, LOW | n);
    }

    /** A session whose readings are only read. */
    static UUID closedSession(long n) {
        return id(1_000_000 + n);
    }
}
