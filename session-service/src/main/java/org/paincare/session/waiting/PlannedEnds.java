package org.paincare.session.waiting;

import java.time.Instant;
import java.util.Optional;
import org.paincare.session.care.Session;

/** When a running infusion is to end, as it runs now. */
public interface PlannedEnds {

    /** Empty where no order says so. */
    Optional<Instant> of(Session session);
}
