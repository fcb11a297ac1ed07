package org.paincare.session.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.ClinicOwned;
import org.paincare.session.SessionProblem;

/** A machine of the clinic. Revoked, it stays revoked. */
@Entity
@Table(name = "device")
class Device extends ClinicOwned {

    enum Kind {
        /** Watches one patient at a time. */
        MONITOR,
        /** Goes with a person. */
        TABLET,
        /** Sends what the monitors of a room say. */
        EDGE_GATEWAY
    }

    enum State {
        ACTIVE,
        REVOKED
    }

    @Column(updatable = false)
    private String code;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Kind kind;

    private String name;
    private @Nullable String model;
    private @Nullable String serial;
    private @Nullable UUID subject;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "registered_by", updatable = false)
    private UUID registeredBy;

    @Column(name = "registered_name", updatable = false)
    private String registeredName;

    @Column(name = "registered_at", updatable = false)
    private Instant registeredAt;

    @Column(name = "revoked_by")
    private @Nullable UUID revokedBy;

    @Column(name = "revoked_name")
    private @Nullable String revokedName;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "revoke_reason")
    private @Nullable String revokeReason;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Device() {}

    Device(UUID clinicId, UUID id, DeviceJson.Register asked, Caller by, Instant now) {
        super(clinicId, id);
        this.code = asked.code();
        this.kind = asked.kind();
        this.name = asked.name();
        this.model = asked.model();
        this.serial = asked.serial();
        this.subject = asked.subject();
        this.state = State.ACTIVE;
        this.registeredBy = by.id();
        this.registeredName = by.displayName();
        this.registeredAt = now;
    }

    /** @throws Problem DEVICE_STATE for one that is revoked */
    void describe(DeviceJson.Describe asked) {
        mustBeActive();
        name = asked.name();
        model = asked.model();
        serial = asked.serial();
        subject = asked.subject();
    }

    /** @throws Problem DEVICE_STATE for one that is revoked already */
    void revoke(String reason, Caller by, Instant now) {
        mustBeActive();
        state = State.REVOKED;
        revokedBy = by.id();
        revokedName = by.displayName();
        revokedAt = now;
        revokeReason = reason;
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }

    Kind kind() {
        return kind;
    }

    private void mustBeActive() {
        if (!isActive()) {
            throw Problem.of(SessionProblem.DEVICE_STATE).with("currentState", state);
        }
    }

    DeviceJson.View view() {
        return new DeviceJson.View(
                id(),
                code,
                kind,
                name,
                model,
                serial,
                subject,
                state,
                registeredBy,
                registeredName,
                registeredAt,
                revokedBy,
                revokedName,
                revokedAt,
                revokeReason,
                "\"v" + version() + "\"");
    }
}
