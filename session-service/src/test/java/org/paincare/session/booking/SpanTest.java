package org.paincare.session.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is left of open time, minute by minute. */
class SpanTest {

    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    @Property(tries = 500)
    void a_minute_is_left_exactly_if_it_is_open_and_not_taken(
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 110) Integer> opens,
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 110) Integer> takens) {
        var open = spans(opens);
        var taken = spans(takens);

        var left = Span.without(open, taken);

        for (int minute = 0; minute < 140; minute++) {
            var at = at(minute);
            assertThat(holds(left, at)).as("minute %d", minute).isEqualTo(holds(open, at) && !holds(taken, at));
        }
        for (int i = 1; i < left.size(); i++) {
            assertThat(left.get(i).from()).isAfterOrEqualTo(left.get(i - 1).to());
        }
    }

    private static List<Span> spans(List<Integer> begins) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < begins.size(); i++) {
            spans.add(new Span(at(begins.get(i)), at(begins.get(i)).plus(Duration.ofMinutes(1 + (i * 7L) % 23))));
        }
        return spans;
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static boolean holds(List<Span> spans, Instant at) {
        return spans.stream().anyMatch(s -> !at.isBefore(s.from()) && at.isBefore(s.to()));
    }
}
