package org.paincare.session.live;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.standing.ClinicProfiles;

/** Opens streams: on record once, with what stands; from then on a stream asks nobody. */
@ApplicationScoped
class Opening {

    private final Streams streams;
    private final List<LiveSource> sources;
    private final ClinicProfiles clinics;
    private final Audit audit;
    private final CurrentCaller caller;
    private final CurrentClinic clinic;

    Opening(
            Streams streams,
            @All List<LiveSource> sources,
            ClinicProfiles clinics,
            Audit audit,
            CurrentCaller caller,
            CurrentClinic clinic) {
        this.streams = streams;
        // Alarms first.
        this.sources =
                sources.stream().sorted(Comparator.comparing(LiveSource::kind)).toList();
        this.clinics = clinics;
        this.audit = audit;
        this.caller = caller;
        this.clinic = clinic;
    }

    /** Keeps the stream from the transaction's interceptor, which would hold the transaction for as long as it is read. */
    record Opened(LiveStream stream) {}

    /** @throws Problem NOT_FOUND for another clinic */
    @Transactional
    Opened ofClinic(UUID clinicId, @Nullable String lastEventId) {
        clinics.mustBeCurrent(clinicId);
        audit.wrote(AuditEntry.of("CLINIC_STREAM_OPENED", "clinic", clinicId));
        return open(null, lastEventId);
    }

    /** @throws Problem NOT_FOUND for a session that is not the clinic's */
    @Transactional
    Opened ofSession(UUID sessionId, @Nullable String lastEventId) {
        audit.wrote(AuditEntry.of("SESSION_STREAM_OPENED", "session", sessionId));
        return open(sessionId, lastEventId);
    }

    private Opened open(@Nullable UUID session, @Nullable String lastEventId) {
        var stream = streams.register(clinic.get(), session, caller.until());
        try {
            var standing = sources.stream()
                    .flatMap(source -> source.standing(session).stream())
                    .toList();
            streams.begin(stream, lastEventId, standing);
            return new Opened(stream);
        } catch (RuntimeException refused) {
            stream.cancel();
            throw refused;
        }
    }
}
