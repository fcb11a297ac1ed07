package org.paincare.session.treatment;

import java.util.List;
import org.paincare.session.reference.Blocked;

/** The answer to a command. */
public sealed interface Decision {

    /**
     * The step is taken.
     *
     * @param events what to tell, in order
     * @param owed paperwork that a never-refused command left open; each becomes a task
     * @param warnings what would have refused it, had it not been charted afterwards
     * @param waived what a person set aside with a reason
     */
    record Transition(
            SessionState from,
            Command command,
            SessionState to,
            List<String> events,
            List<Blocked> owed,
            List<Blocked> warnings,
            List<Blocked> waived)
            implements Decision {}

    /** @param code STATE_DOES_NOT_ALLOW (409) or GUARD_REFUSES (422) */
    record Refusal(Code code, SessionState currentState, Command command, List<Blocked> blockedBy) implements Decision {

        /** Why. */
        public enum Code {
            STATE_DOES_NOT_ALLOW,
            GUARD_REFUSES
        }
    }
}
