package org.paincare.session.reference;

/** A data file that may not be used: the service does not start with it, a clinic's change is refused. */
public final class InvalidData extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidData(String message) {
        super(message);
    }

    InvalidData(String message, Throwable cause) {
        super(message, cause);
    }
}
