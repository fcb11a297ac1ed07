package org.paincare.gateway.limit;

import java.util.Locale;

/** How much a registered client may ask for by its own tokens; how much that is, is a setting. */
public enum RateClass {
    LOW,
    /** What a partner has who is in no other class. */
    STANDARD,
    HIGH;

    /** The name in settings. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
