package org.paincare.outcome.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.paincare.platform.identity.SharingConsent;

/** Whether partners may read a person's results: the latest consent to disclose, as patient-service told. */
@ApplicationScoped
class KnownSharing implements SharingConsent {

    private final KnownConsents consents;

    KnownSharing(KnownConsents consents) {
        this.consents = consents;
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean stands(UUID patientId) {
        return consents.stands(KnownConsents.Purpose.DISCLOSURE, patientId);
    }
}
