package org.paincare.platform.tenancy;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every aggregate of a clinic has: its id, its clinic and a version that counts changes.
 *
 * <p>The clinic is a plain column: row security decides who sees the row, in every query, native and bulk ones too
 * (Hibernate's own tenant discriminator does not reach those).
 */
@MappedSuperclass
public abstract class ClinicOwned {

    @Id
    private UUID id;

    @Column(name = "clinic_id", nullable = false, updatable = false)
    private UUID clinicId;

    @Version
    @Column(name = "version", nullable = false)
    private @Nullable Integer version;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected ClinicOwned() {}

    protected ClinicOwned(UUID clinicId, UUID id) {
        this.clinicId = clinicId;
        this.id = id;
    }

    public UUID id() {
        return id;
    }

    public UUID clinicId() {
        return clinicId;
    }

    /** 0 when new, one more with every change. */
    public int version() {
        return version == null ? 0 : version;
    }
}
