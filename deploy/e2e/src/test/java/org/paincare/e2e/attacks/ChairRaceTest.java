package org.paincare.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Databases;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.History;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** R15: many racers for one chair and time. */
class ChairRaceTest {

    private static final int PATIENTS = 4;

    private final Whole whole = Whole.running();
    /** How often a racer found the gateway's queue full and came again. */
    private final AtomicInteger turnedAway = new AtomicInteger();

    @Test
    void exactlyOneGetsTheChair() {
        whole.awaitReady();
        UUID chair = PlannedCare.chair(whole, DemoClinic.BOGOTA);
        List<PlannedCare> racers = racers();
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(7));

        // Each an overlapping, not the same time: half an hour apart at most.
        List<Answer> answers = race(racers, i -> chair, i -> start.plus(Duration.ofMinutes(i % 30)));

        assertThat(faults(answers)).isEmpty();
        assertThat(bookings(chair)).isEqualTo(1);
        try (History nothing = new History("R15", 0)) {
            Verdict.mustHold(whole, nothing, Whole.PATIENCE);
        }
    }

    @Test
    void theCheckNoticesTwoWinners() {
        whole.awaitReady();
        List<PlannedCare> racers = racers();
        List<UUID> chairs =
                List.of(PlannedCare.chair(whole, DemoClinic.BOGOTA), PlannedCare.chair(whole, DemoClinic.BOGOTA));
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(8));

        List<Answer> answers = race(racers, i -> chairs.get(i % 2), i -> start);

        assertThat(faults(answers)).isNotEmpty();
    }

    private List<PlannedCare> racers() {
        return IntStream.range(0, PATIENTS)
                .mapToObj(i -> PlannedCare.begin(whole, DemoClinic.BOGOTA))
                .toList();
    }

    private List<Answer> race(List<PlannedCare> racers, IntFunction<UUID> chair, IntFunction<Instant> startsAt) {
        return Race.of(Tier.current().racers, i -> {
            Api racer = whole.people()
                    .of("coordinator")
                    .with("Idempotency-Key", UUID.randomUUID().toString());
            Map<String, Object> booking = racers.get(i % racers.size()).booking(chair.apply(i), startsAt.apply(i));
            return untilServed(() -> racer.post("/v1/bookings", booking));
        });
    }

    /** More at once than the gateway has connections for are told when to come again, and do. */
    private Answer untilServed(Supplier<Answer> request) {
        AtomicReference<Answer> last = new AtomicReference<>();
        Await.until("a place in the gateway's queue", Whole.PATIENCE, () -> {
            last.set(request.get());
            boolean isServed = last.get().status() != 503
                    || last.get().header("Retry-After").isEmpty();
            if (!isServed) {
                turnedAway.incrementAndGet();
            }
            return isServed;
        });
        return last.get();
    }

    /** Anything but one 201 and refusals that say what is taken. */
    private List<String> faults(List<Answer> answers) {
        Map<String, Integer> counts = new TreeMap<>();
        answers.forEach(answer ->
                counts.merge(answer.status() + " " + answer.json().path("code").asText(), 1, Integer::sum));
        Evidence.of("R15", counts + ", " + turnedAway + " times told to come again");
        List<String> faults = new ArrayList<>();
        counts.forEach((answer, times) -> {
            boolean isRefusal = answer.startsWith("409 ");
            boolean isTheWinner = answer.startsWith("201") && times == 1;
            if (!isRefusal && !isTheWinner) {
                faults.add(times + " x " + answer);
            }
        });
        if (counts.keySet().stream().noneMatch(answer -> answer.startsWith("201"))) {
            faults.add("nobody got the chair");
        }
        return faults;
    }

    private long bookings(UUID chair) {
        try (Databases databases = new Databases(whole)) {
            return Long.parseLong(databases
                    .rows(Component.SESSION, "SELECT count(*) FROM booking WHERE chair_id = '" + chair + "'")
                    .getFirst());
        }
    }
}
