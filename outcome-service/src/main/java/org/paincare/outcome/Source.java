package org.paincare.outcome;

import org.paincare.platform.identity.Caller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;

/**
 * How an answer or diary day reached us: from the patient's own hand, told to staff by phone or on paper, or (a check of
 * the team alone, never said by a caller) by the result itself.
 */
public enum Source {
    OWN,
    PHONE,
    PAPER,
    RESULT;

    /** A patient is the source OWN, staff never are. */
    public static Source checked(Source claimed, Caller caller) {
        if (claimed == RESULT || (claimed == OWN) != caller.is(Role.PATIENT)) {
            throw Problem.of(OutcomeProblem.SOURCE_NOT_ALLOWED);
        }
        return claimed;
    }
}
