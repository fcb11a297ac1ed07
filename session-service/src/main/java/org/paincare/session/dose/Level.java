package org.paincare.session.dose;

/** INFO is shown; SOFT needs a reason, and a second signature where its row says so; HARD is refused, no way round. */
public enum Level {
    INFO,
    SOFT,
    HARD
}
