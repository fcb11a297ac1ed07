package org.paincare.session.care;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.problem.Problem;

/** Runs a command on a session and answers with the session as it stands after it, in one transaction. */
@Singleton
public class SessionCommands {

    private final Idempotency idempotency;
    private final SessionViews views;

    SessionCommands(Idempotency idempotency, SessionViews views) {
        this.idempotency = idempotency;
        this.views = views;
    }

    /**
     * Once per Idempotency-Key; without a key it simply runs.
     *
     * @param asked the body, which belongs to the key
     */
    public Response once(UUID sessionId, @Nullable Object asked, Runnable command) {
        return idempotency.once(asked, () -> {
            command.run();
            return views.answer(sessionId);
        });
    }

    /**
     * As {@link #once}, for what a repeat would make harmful.
     *
     * @throws Problem IDEMPOTENCY_KEY_REQUIRED without a key
     */
    public Response exactlyOnce(UUID sessionId, @Nullable Object asked, Runnable command) {
        return idempotency.exactlyOnce(asked, () -> {
            command.run();
            return views.answer(sessionId);
        });
    }
}
