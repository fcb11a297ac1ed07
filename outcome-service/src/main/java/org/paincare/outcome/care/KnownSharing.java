package org.paincare.outcome.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.SharingConsent;
import org.paincare.platform.tenancy.CurrentClinic;

/** Whether partners may read a person's results: the latest consent to disclose, as patient-service told. */
@ApplicationScoped
class KnownSharing implements SharingConsent {

    private final Jdbc jdbc;
    private final Care care;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    KnownSharing(DataSource pool, Care care, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.care = care;
        this.clinic = clinic;
        this.clock = clock;
    }

    /** Only the one signed last counts: what it replaced does not come back when it is withdrawn. */
    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean stands(UUID patientId) {
        var here = care.clinic();
        return here.isPresent()
                && jdbc.first(
                                "SELECT withdrawn_at IS NULL AND (expires_on IS NULL OR expires_on >= ?) AS stands"
                                        + " FROM care_sharing WHERE clinic_id = ? AND patient_id = ANY (?)"
                                        + " ORDER BY granted_at DESC NULLS FIRST, id DESC LIMIT 1",
                                row -> row.getBoolean("stands"),
                                clock.instant().atZone(here.get().zone()).toLocalDate(),
                                clinic.get(),
                                care.ids(care.canonical(patientId)).toArray(UUID[]::new))
                        .orElse(false);
    }
}
