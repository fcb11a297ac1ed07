package org.paincare.testing.local;

/** A refusal in the words of RFC 6749 5.2; the description never repeats what the caller sent. */
final class OAuthError extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    OAuthError(int status, String code, String description) {
        super(description, null, false, false);
        this.status = status;
        this.code = code;
    }

    static OAuthError invalidRequest(String description) {
        return new OAuthError(400, "invalid_request", description);
    }

    static OAuthError invalidGrant(String description) {
        return new OAuthError(400, "invalid_grant", description);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
