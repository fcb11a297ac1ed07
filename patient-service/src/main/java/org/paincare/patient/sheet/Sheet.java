package org.paincare.patient.sheet;

import java.util.UUID;
import org.paincare.patient.LastChange;
import org.paincare.platform.tenancy.ClinicOwned;

/** A sheet as it stood when it was read; its version is its entity tag's. */
public final class Sheet<T> extends ClinicOwned {

    private final int version;
    private final T content;
    private final LastChange lastChange;

    Sheet(UUID clinicId, UUID id, int version, T content, LastChange lastChange) {
        super(clinicId, id);
        this.version = version;
        this.content = content;
        this.lastChange = lastChange;
    }

    @Override
    public int version() {
        return version;
    }

    public T content() {
        return content;
    }

    public LastChange lastChange() {
        return lastChange;
    }
}
