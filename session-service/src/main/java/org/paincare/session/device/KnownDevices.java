package org.paincare.session.device;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A clinic's devices and what each watches, as they were at one moment. */
final class KnownDevices {

    /** @param watches the session under way that it is bound to */
    record Known(
            UUID id,
            String code,
            Device.Kind kind,
            @Nullable UUID subject,
            boolean active,
            @Nullable UUID watches) {}

    private final Map<String, Known> byCode = new HashMap<>();
    private final Map<UUID, Known> bySubject = new HashMap<>();
    /** A session that is over, and a monitor that watched it not long ago: what it kept back may still come. */
    record Past(UUID device, UUID session) {}

    private final Map<UUID, UUID> watched = new HashMap<>();
    private final Set<Past> past;
    private final long readAtNanos;

    KnownDevices(List<Known> devices, List<Past> past, long readAtNanos) {
        this.past = Set.copyOf(past);
        this.readAtNanos = readAtNanos;
        for (var device : devices) {
            byCode.put(device.code(), device);
            if (device.subject() != null && (device.active() || !bySubject.containsKey(device.subject()))) {
                bySubject.put(device.subject(), device);
            }
            if (device.watches() != null) {
                watched.put(device.id(), device.watches());
            }
        }
    }

    long readAtNanos() {
        return readAtNanos;
    }

    Optional<Known> withCode(@Nullable String code) {
        return Optional.ofNullable(code).map(byCode::get);
    }

    /** The active one, or the one that was. */
    Optional<Known> withSubject(UUID subject) {
        return Optional.ofNullable(bySubject.get(subject));
    }

    boolean watchedBefore(UUID device, UUID session) {
        return past.contains(new Past(device, session));
    }

    Optional<UUID> watchedBy(UUID device) {
        return Optional.ofNullable(watched.get(device));
    }
}
