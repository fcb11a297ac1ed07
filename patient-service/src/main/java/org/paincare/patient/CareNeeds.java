package org.paincare.patient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A feature that knows what somebody has to see to for a patient. Asked inside a transaction. */
public interface CareNeeds {

    /**
     * Something to see to. It asks for one task, and for none any more once it is no longer named.
     *
     * @param kind       of task, as {@code tasks/kinds.yaml} names it
     * @param subject    what it is about: a consent, an authorisation, a referral
     * @param runsOutAt  of something that runs out then and is seen to before; null for what is seen to at once
     * @param since      a task that was done after this time has seen to it
     * @param ahead      how long before it runs out it is seen to; null for what its kind says
     * @param inCareOnly pointless once the patient's time in the programme is over
     */
    record Need(
            String kind,
            UUID subject,
            @Nullable Instant runsOutAt,
            @Nullable Duration ahead,
            Instant since,
            boolean inCareOnly) {

        public static Need lapse(String kind, UUID subject, Instant runsOutAt) {
            return lapse(kind, subject, runsOutAt, null);
        }

        /** The same, seen to as long before as the clinic wants. */
        public static Need lapse(String kind, UUID subject, Instant runsOutAt, @Nullable Duration ahead) {
            return new Need(kind, subject, runsOutAt, ahead, Instant.EPOCH, true);
        }

        public static Need now(String kind, UUID subject, Instant since) {
            return new Need(kind, subject, null, null, since, true);
        }

        /** What is owed to others whatever becomes of the patient here. */
        public static Need owed(String kind, UUID subject) {
            return new Need(kind, subject, null, null, Instant.EPOCH, false);
        }
    }

    /** The kinds that this feature names. */
    List<String> kinds();

    List<Need> of(UUID patientId);
}
