package org.paincare.outcome.care;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a result of this patient is computed from has changed. Observers run in the transaction of the change, with
 * the patient locked, and recompute from all facts; the kind of change only spares them work that it cannot touch.
 *
 * @param file what was told of the patient, read once for all observers: none of them writes it; empty until the clinic's
 *     settings are known
 * @param day the diary day that was written, for DIARY alone
 */
public record CareChanged(
        UUID patientId,
        Kind kind,
        Optional<CareFile> file,
        @Nullable LocalDate day) {

    public enum Kind {
        /** What another service told. */
        CARE,
        DIARY,
        ANSWERS,
        /** Answers to a check that are not submitted yet: no result is computed from them, but danger is seen in them. */
        DRAFT,
        /** Nothing but the time. */
        TIME
    }

    public boolean is(Kind... kinds) {
        return java.util.List.of(kinds).contains(kind);
    }
}
