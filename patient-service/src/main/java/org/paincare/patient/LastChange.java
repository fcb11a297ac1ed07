package org.paincare.patient;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Caller;

/** Who changed a record last, when and why. It is kept with every version of the record. */
@Embeddable
public class LastChange {

    @Column(name = "changed_at")
    private Instant at;

    @Column(name = "changed_by")
    private @Nullable UUID by;

    @Column(name = "changed_by_name")
    private String byName;

    @Column(name = "change_reason")
    private @Nullable String reason;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected LastChange() {}

    private LastChange(Instant at, Actor by, @Nullable String reason) {
        this.at = at;
        this.by = by.id();
        this.byName = by.name();
        this.reason = reason;
    }

    public static LastChange of(Caller by, @Nullable String reason, Instant now) {
        return new LastChange(now, Actor.of(by), reason);
    }

    /** By an event or a timer; only for records whose table lets nobody be their author. */
    public static LastChange bySystem(String reason, Instant now) {
        return new LastChange(now, Actor.SYSTEM, reason);
    }

    public Instant at() {
        return at;
    }

    public Actor by() {
        return new Actor(by, byName);
    }

    public @Nullable String reason() {
        return reason;
    }
}
