package org.paincare.platform.call;

/** The other service gave no usable answer in time. The caller decides what that means; it is never a caller's fault. */
public final class NoAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why there is none; for logs and records, UPPER_SNAKE in {@link #name()}. */
    public enum Cause {
        /** Nothing came back within the deadline. */
        TIMED_OUT,
        /** The connection was refused or broke. */
        UNREACHABLE,
        /** It failed several times just now and is left alone for some seconds. */
        LEFT_ALONE,
        /** It answered 5xx or something that is not the agreed form. */
        FAILED,
        /** No token of our own could be had. */
        NO_TOKEN
    }

    private final Cause why;

    public NoAnswer(Cause why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    public Cause why() {
        return why;
    }
}
