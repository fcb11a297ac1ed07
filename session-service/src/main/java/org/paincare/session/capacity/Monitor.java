package org.paincare.session.capacity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.tenancy.ClinicOwned;

/** A monitor that goes with one patient at a time. */
@Entity
@Table(name = "monitor")
class Monitor extends ClinicOwned {

    private String name;
    private boolean active;

    @Column(name = "retired_at")
    private @Nullable Instant retiredAt;

    @Column(name = "retired_by")
    private @Nullable UUID retiredBy;

    @Column(name = "retired_reason")
    private @Nullable String retiredReason;

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

    /** Out of use for good; again changes nothing. */
    void retire(UUID by, String reason, Instant now) {
        if (active) {
            active = false;
            retiredBy = by;
            retiredReason = reason;
            retiredAt = now;
        }
    }

    CapacityJson.MonitorView view() {
        return new CapacityJson.MonitorView(id(), name, active, retiredAt, retiredReason, "\"v" + version() + "\"");
    }
}
