package org.paincare.platform.timeline;

import java.util.List;
import java.util.UUID;

/** What a service has on record about patients. Called inside a transaction. */
public interface TimelineSource {

    /**
     * Every id of the person, merged ones too.
     *
     * @throws org.paincare.platform.problem.Problem NOT_FOUND for whom the current clinic has not heard of here
     */
    List<UUID> ids(UUID patient);

    List<TimelineKind> kinds();
}
