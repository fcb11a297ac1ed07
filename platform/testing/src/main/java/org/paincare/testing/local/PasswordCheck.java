package org.paincare.testing.local;

/** The one place where a password is looked at: few wrong guesses, and the same answer whether the user exists or not. */
record PasswordCheck(IssuerDirectory directory, WrongPasswords wrong) {

    void require(String username, String password) throws OAuthError {
        wrong.requireFewFor(username);
        if (!directory.passwordIsRight(username, password)) {
            wrong.count(username);
            throw OAuthError.invalidGrant("User name or password is wrong.");
        }
    }
}
