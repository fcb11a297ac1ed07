package org.paincare.patient;

import java.util.UUID;
import org.paincare.platform.tenancy.ClinicOwned;

/** A record that is written once: as the answers' entity tag sees it, it stays at its first version. */
public final class Unchanging extends ClinicOwned {

    public Unchanging(UUID clinicId, UUID id) {
        super(clinicId, id);
    }
}
