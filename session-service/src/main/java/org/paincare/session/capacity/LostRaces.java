package org.paincare.session.capacity;

import java.util.function.Supplier;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;

/**
 * Tries again what the database broke off to resolve a deadlock or a serialisation failure: up to three times, each a
 * transaction of its own, then the caller gets 409 LOST_RACE.
 */
final class LostRaces {

    private static final int RETRIES = 3;

    private LostRaces() {}

    /** @param transaction opens and ends its own transaction; has no effect where it fails */
    static <T> T retried(Supplier<T> transaction) {
        for (int retry = 0; ; retry++) {
            try {
                return transaction.get();
            } catch (RuntimeException failure) {
                var problem = DatabaseFailures.problemFor(failure);
                if (problem == null || problem.code() != PlatformProblem.LOST_RACE || retry == RETRIES) {
                    throw failure;
                }
            }
        }
    }
}
