package org.paincare.testing.local;

/**
 * A server cannot start for a reason that the person at the keyboard can remove.
 *
 * <p>The message is one line that says what is wrong and what to do; nobody needs the stack trace.
 */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
