package org.paincare.e2e.attacks;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.paincare.testing.http.Answer;

/** The same moment for many requests. */
final class Race {

    private Race() {}

    /** @throws AssertionError when one has no answer */
    static List<Answer> of(int racers, IntFunction<Answer> request) {
        CountDownLatch start = new CountDownLatch(1);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> sent = IntStream.range(0, racers)
                    .mapToObj(i -> clients.submit(() -> {
                        start.await();
                        return request.apply(i);
                    }))
                    .toList();
            start.countDown();
            return sent.stream().map(Race::answered).toList();
        }
    }

    private static Answer answered(Future<Answer> sent) {
        try {
            return sent.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("a racer had no answer", e);
        }
    }
}
