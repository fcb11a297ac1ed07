package org.paincare.platform.identity;

import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;

/** The caller of the request under way and what the permission matrix granted them for it. */
@RequestScoped
public class CurrentCaller {

    private @Nullable Caller caller;
    private boolean system;
    private boolean ownOnly;
    private @Nullable Instant until;

    void admit(Caller admitted, boolean onlyOwnRecords) {
        this.caller = admitted;
        this.ownOnly = onlyOwnRecords;
    }

    /** Nobody asked: from here on what is done is the system's own doing, as due work is. */
    public void actAsSystem() {
        if (caller != null) {
            throw new IllegalStateException("somebody's request is not the system's own doing");
        }
        this.system = true;
    }

    /** Whether this is the system's own doing and there is nobody to {@link #get}. */
    public boolean isSystem() {
        return system;
    }

    void admittedUntil(@Nullable Instant end) {
        this.until = end;
    }

    /**
     * The verified caller.
     *
     * @throws Problem UNAUTHENTICATED where there is none
     */
    public Caller get() {
        if (caller == null) {
            throw Problem.of(PlatformProblem.UNAUTHENTICATED);
        }
        return caller;
    }

    /**
     * When the token ends that the caller came with, in real time: what goes on longer than a request must end by then.
     *
     * @throws Problem UNAUTHENTICATED where nobody says
     */
    public Instant until() {
        if (until == null) {
            throw Problem.of(PlatformProblem.UNAUTHENTICATED);
        }
        return until;
    }

    /** True where the matrix grants this only on the caller's own records. */
    public boolean ownRecordsOnly() {
        return ownOnly;
    }

    /**
     * Refuses, as if it were not there, a patient's record that the caller may not see. Endpoints with
     * {@code {patientId}} in their path have this done for them.
     *
     * @throws Problem NOT_FOUND
     */
    public void mustOwn(UUID patientId) {
        if (ownOnly && !patientId.equals(get().patientId())) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }
}
