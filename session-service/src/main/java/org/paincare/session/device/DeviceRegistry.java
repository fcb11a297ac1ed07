package org.paincare.session.device;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Session;
import org.paincare.session.device.KnownDevices.Known;

/**
 * Whether a reading is taken from whom it comes from, answered from memory: a device's own token counts only while it is
 * bound to an active device of the clinic, a device speaks for itself alone (an edge gateway also for the clinic's
 * monitors), and a monitor that watches one patient says nothing about another, but for what it kept back of a session that is over. Whoever is about to be refused is looked
 * up afresh first.
 */
@ApplicationScoped
public class DeviceRegistry {

    private final DeviceCopies copies;
    private final List<Follower> followers;
    private final CurrentClinic clinic;

    DeviceRegistry(DeviceCopies copies, @All List<Follower> followers, CurrentClinic clinic) {
        this.copies = copies;
        this.followers = followers;
        this.clinic = clinic;
    }

    /**
     * From whom a reading is taken.
     *
     * @param byDevice whether a device's own token sent it
     * @param deviceId of the registered device it is of; null for a person's, or of a device that nobody registered
     * @param binds    whether that is a monitor which now watches this session, having watched none
     * @param sender   of the token
     */
    public record Admission(boolean byDevice, @Nullable UUID deviceId, boolean binds, UUID sender, String senderName) {

        /** Whether somebody has to be told of the reading: a monitor's next one changes nothing. */
        @JsonIgnore
        public boolean isFollowed() {
            return binds || !byDevice;
        }
    }

    /** Is told of each reading that was stored and is followed, in a transaction after its own. */
    public interface Follower {
        void readingTaken(Session session, Admission from);
    }

    /**
     * Admits a reading, or refuses it.
     *
     * @param code the device's number that the reading carries, if any
     * @throws Problem DEVICE_NOT_REGISTERED, DEVICE_REVOKED, DEVICE_MISMATCH, DEVICE_BOUND_ELSEWHERE
     */
    public Admission admit(Caller caller, UUID sessionId, @Nullable String code) {
        try {
            return judge(copies.of(clinic.get()), caller, sessionId, code);
        } catch (Problem refused) {
            var afresh = copies.afresh(clinic.get());
            if (afresh.isEmpty()) {
                throw refused;
            }
            return judge(afresh.get(), caller, sessionId, code);
        }
    }

    /** A reading that was admitted is stored; call in a transaction. */
    public void taken(Session session, Admission from) {
        followers.forEach(follower -> follower.readingTaken(session, from));
    }

    /** Devices or bindings change in the transaction under way; once it has committed, memory follows. */
    void changed() {
        copies.changed(clinic.get());
    }

    private static Admission judge(KnownDevices known, Caller caller, UUID sessionId, @Nullable String code) {
        var byDevice = caller.is(Role.DEVICE);
        var device = byDevice ? Optional.of(own(known, caller, code)) : known.withCode(code);
        if (device.isEmpty()) {
            return new Admission(false, null, false, caller.id(), caller.displayName());
        }
        var watched = known.watchedBy(device.get().id());
        if (watched.isPresent()
                && !watched.get().equals(sessionId)
                && !known.watchedBefore(device.get().id(), sessionId)) {
            throw Problem.of(SessionProblem.DEVICE_BOUND_ELSEWHERE);
        }
        var binds = byDevice && device.get().kind() == Device.Kind.MONITOR && watched.isEmpty();
        return new Admission(byDevice, device.get().id(), binds, caller.id(), caller.displayName());
    }

    /** The device that a device's token speaks for in this reading. */
    private static Known own(KnownDevices known, Caller caller, @Nullable String code) {
        var sender = active(known.withSubject(caller.id()));
        if (code == null || code.equals(sender.code())) {
            return sender;
        }
        return known.withCode(code)
                .filter(named -> sender.kind() == Device.Kind.EDGE_GATEWAY && named.kind() == Device.Kind.MONITOR)
                .map(named -> active(Optional.of(named)))
                .orElseThrow(() -> Problem.of(SessionProblem.DEVICE_MISMATCH));
    }

    private static Known active(Optional<Known> device) {
        var known = device.orElseThrow(() -> Problem.of(SessionProblem.DEVICE_NOT_REGISTERED));
        if (!known.active()) {
            throw Problem.of(SessionProblem.DEVICE_REVOKED);
        }
        return known;
    }
}
