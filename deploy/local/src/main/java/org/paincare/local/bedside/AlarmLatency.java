package org.paincare.local.bedside;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.paincare.testing.http.Api;

/**
 * How long it takes from a reading that is sent to its alarm on the board. Every sample uses up one rule of one session.
 */
public final class AlarmLatency {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private record Provocation(UUID session, AlarmingReading reading) {}

    private final LiveBoard board;
    private final Iterator<Provocation> provocations;

    public AlarmLatency(LiveBoard board, List<UUID> sessions) {
        this.board = board;
        var all = new ArrayList<Provocation>();
        AlarmingReading.ALL.forEach(reading -> sessions.forEach(session -> all.add(new Provocation(session, reading))));
        this.provocations = all.iterator();
    }

    /**
     * Milliseconds from the sending of each reading to its alarm.
     *
     * @param nurse sends the readings
     */
    public List<Double> sample(Api nurse, int howMany) {
        var latencies = new ArrayList<Double>();
        for (int i = 0; i < howMany; i++) {
            var next = provocations.next();
            long sent = System.nanoTime();
            nurse.post(
                            "/v1/sessions/" + next.session() + "/observations",
                            next.reading().values())
                    .expect(201);
            var heard = board.awaitAlarm(next.session(), next.reading().rule(), LONGEST);
            latencies.add((heard.atNanos() - sent) / 1e6);
        }
        return latencies;
    }

    /** The value under which that share of the samples lies; 0.5 is the median. */
    public static double quantile(List<Double> samples, double share) {
        var sorted = samples.stream().sorted().toList();
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, Math.min(sorted.size(), rank) - 1));
    }
}
