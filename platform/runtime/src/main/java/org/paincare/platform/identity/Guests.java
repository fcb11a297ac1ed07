package org.paincare.platform.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Lets in a patient who holds a one-time link instead of a token. Whoever calls this has verified the link; from then on
 * the request is the patient's own: their records alone, in their clinic.
 */
@ApplicationScoped
public class Guests {

    private static final String CLIENT = "one-time-link";

    private final CurrentCaller caller;
    private final CurrentClinic clinic;

    Guests(CurrentCaller caller, CurrentClinic clinic) {
        this.caller = caller;
        this.clinic = clinic;
    }

    /** The clinic that a verified link names: what the link may open can be looked up now, as nobody yet. */
    public void ofClinic(UUID named) {
        clinic.set(named);
    }

    /** @param link stands for the person in audit and records, as no token tells who holds it */
    public void admit(UUID ofClinic, UUID patient, UUID link) {
        caller.admit(new Caller(link, "", ofClinic, Set.of(Role.PATIENT), patient, null, CLIENT), true);
        clinic.set(ofClinic);
    }
}
