package org.paincare.e2e.history;

/** What a client knows of its write in the end. */
public enum Ending {
    /** A 2xx came: the effect must be there, once, for ever. */
    ACKNOWLEDGED,
    /** A 4xx came: there must be no effect. */
    REFUSED,
    /** No answer, or a 5xx: the effect may be there, once at most. */
    UNKNOWN
}
