package org.paincare.platform.tenancy;

import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The clinic of the work under way: of the token for a request, of the event or the due row for work without a caller.
 * Unset, the database shows and takes nothing.
 */
@RequestScoped
public class CurrentClinic {

    /** Stands for no clinic: what the installation's operators do. No clinic can have this id. */
    public static final UUID NONE = new UUID(0, 0);

    private @Nullable UUID clinicId;

    public void set(UUID clinic) {
        this.clinicId = clinic;
    }

    /**
     * The clinic of this work.
     *
     * @throws IllegalStateException where none was set: a programming error, never a caller's
     */
    public UUID get() {
        if (clinicId == null) {
            throw new IllegalStateException("no clinic is set for this work");
        }
        return clinicId;
    }

    @Nullable
    UUID orNull() {
        return clinicId;
    }
}
