package org.paincare.e2e.load;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.paincare.e2e.history.Ending;
import org.paincare.e2e.history.History;
import org.paincare.e2e.history.Write;
import org.paincare.testing.http.Answer;

/**
 * Sends one write until it knows what became of it, as a good client does: the same key again after no answer, after a
 * 5xx, and after a 409 that says the first is still under way.
 */
final class Sender {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final History history;
    private final ConcurrentLinkedQueue<String> serverErrors;

    Sender(History history, ConcurrentLinkedQueue<String> serverErrors) {
        this.history = history;
        this.serverErrors = serverErrors;
    }

    /** The answer that settles it: 2xx or 4xx; empty where there was none. */
    Optional<Answer> send(Write write, String key, boolean repeats, Supplier<Answer> request) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            Optional<Answer> answer = once(write, key, request);
            if (answer.isPresent() && !isPassing(answer.get())) {
                return answer;
            }
            pause();
        } while (repeats && System.nanoTime() < deadline);
        return Optional.empty();
    }

    private Optional<Answer> once(Write write, String key, Supplier<Answer> request) {
        try {
            Answer answer = request.get();
            history.request(
                    write,
                    key,
                    answer.status() + " " + answer.json().path("code").asText());
            if (answer.status() >= 500) {
                serverErrors.add(answer.request() + " -> " + answer.response().body());
            }
            return Optional.of(answer);
        } catch (UncheckedIOException noAnswer) {
            history.request(write, key, "no answer: " + noAnswer.getCause());
            serverErrors.add(write.kind() + " had no answer: " + noAnswer.getCause());
            return Optional.empty();
        }
    }

    private static boolean isPassing(Answer answer) {
        return answer.status() >= 500
                || answer.status() == 409
                        && "REQUEST_IN_PROGRESS"
                                .equals(answer.json().path("code").asText());
    }

    /** What the client knows in the end. */
    static Ending ending(Optional<Answer> settled) {
        return settled.map(answer -> answer.status() / 100 == 2 ? Ending.ACKNOWLEDGED : Ending.REFUSED)
                .orElse(Ending.UNKNOWN);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
