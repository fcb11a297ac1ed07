package org.paincare.session.capacity;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.paincare.platform.tenancy.ClinicOwned;

/** A place where one person is treated at a time. */
@Entity
@Table(name = "chair")
class Chair extends ClinicOwned {

    private String name;
    private boolean active;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Chair() {}

    Chair(UUID clinicId, UUID id, String name) {
        super(clinicId, id);
        this.name = name;
        this.active = true;
    }

    boolean isActive() {
        return active;
    }

    BookingJson.ChairView view() {
        return new BookingJson.ChairView(id(), name, active);
    }
}
