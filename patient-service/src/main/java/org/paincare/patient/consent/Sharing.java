package org.paincare.patient.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.paincare.platform.identity.SharingConsent;

/** A partner reads what the patient let be disclosed, and nothing where that was withdrawn, ran out or is outdated. */
@ApplicationScoped
class Sharing implements SharingConsent {

    private final Consents consents;

    Sharing(Consents consents) {
        this.consents = consents;
    }

    @Override
    public boolean stands(UUID patientId) {
        return consents.permissions(patientId).stream()
                .anyMatch(one -> one.purpose() == ConsentType.Purpose.DISCLOSURE && one.permitted());
    }
}
