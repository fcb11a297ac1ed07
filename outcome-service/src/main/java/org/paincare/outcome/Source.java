package org.paincare.outcome;

import org.paincare.platform.identity.Caller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;

/** How an answer or diary day reached us: from the patient's own hand, or told to staff by phone or on paper. */
public enum Source {
    OWN,
    PHONE,
    PAPER;

    /** A patient is the source OWN, staff never are. */
    public static Source checked(Source claimed, Caller caller) {
        if ((claimed == OWN) != caller.is(Role.PATIENT)) {
            throw Problem.of(OutcomeProblem.SOURCE_NOT_ALLOWED);
        }
        return claimed;
    }
}
