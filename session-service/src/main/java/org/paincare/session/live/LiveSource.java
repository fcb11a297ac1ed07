package org.paincare.session.live;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.Problem;

/** A feature whose things boards and tablets show: what of them stands now. Asked inside a transaction of the clinic. */
public interface LiveSource {

    LiveEvent.Kind kind();

    /**
     * What stands now, of the clinic or of one session.
     *
     * @throws Problem NOT_FOUND where the sessions' own source does not know it
     */
    List<LiveEvent> standing(@Nullable UUID sessionId);

    /** One of them as it is stored. */
    Optional<LiveEvent> stored(UUID id);
}
