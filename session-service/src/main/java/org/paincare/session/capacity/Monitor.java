package org.paincare.session.capacity;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.paincare.platform.tenancy.ClinicOwned;

/** A monitor that goes with one patient at a time. */
@Entity
@Table(name = "monitor")
class Monitor extends ClinicOwned {

    private String name;
    private boolean active;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Monitor() {}

    Monitor(UUID clinicId, UUID id, String name) {
        super(clinicId, id);
        this.name = name;
        this.active = true;
    }

    boolean isActive() {
        return active;
    }

    CapacityJson.MonitorView view() {
        return new CapacityJson.MonitorView(id(), name, active);
    }
}
