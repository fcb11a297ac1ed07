package org.paincare.session.standing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.UUID;
import org.paincare.platform.identity.SharingConsent;

/** Whether partners may read a person's sessions and plans: the consent to disclose, as patient-service last told. */
@ApplicationScoped
class KnownSharing implements SharingConsent {

    private static final String DISCLOSURE = "PART2_DISCLOSURE";

    private final KnownPatients patients;
    private final ClinicProfiles clinics;
    private final InstantSource clock;

    KnownSharing(KnownPatients patients, ClinicProfiles clinics, InstantSource clock) {
        this.patients = patients;
        this.clinics = clinics;
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean stands(UUID patientId) {
        return clinics.find()
                .map(here -> clock.instant().atZone(here.zone()).toLocalDate())
                .filter(today -> patients.hasConsent(patientId, DISCLOSURE, today))
                .isPresent();
    }
}
