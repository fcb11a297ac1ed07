package org.paincare.session.observing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what became of readings that were sent. */
@Singleton
class ReadingCount {

    /** Of one reading. */
    enum End {
        /** Stored, for the first time. */
        TAKEN,
        /** Known already: sent again. */
        REPEATED,
        /** Refused for what it says or whose it is. */
        REFUSED,
        /** Judged and its alarms shown, but the database could not take it: the device keeps it. */
        UNSTORED
    }

    private final Map<End, Counter> counters = new EnumMap<>(End.class);

    ReadingCount(MeterRegistry registry) {
        for (var end : End.values()) {
            counters.put(
                    end,
                    Counter.builder("paincare.readings")
                            .description("Readings sent, by what became of them")
                            .tag("end", end.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    /** Made at the start, so that every series is there from then on. */
    void start(@Observes StartupEvent started) {}

    void stored(List<Observations.Outcome> outcomes) {
        for (var outcome : outcomes) {
            var taken = outcome.taken();
            count(taken == null ? End.REFUSED : taken.repeated() ? End.REPEATED : End.TAKEN, 1);
        }
    }

    /** The database could not take them; what is refused is refused all the same, what was judged before counts no more. */
    void unstored(List<ReadingBatch.Checked> checked, int judged) {
        count(End.UNSTORED, judged);
        count(End.REFUSED, (int)
                checked.stream().filter(one -> one.refused() != null).count());
    }

    void count(End end, int readings) {
        counters.get(end).increment(readings);
    }
}
