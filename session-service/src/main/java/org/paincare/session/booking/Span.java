package org.paincare.session.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A time from one instant to before another. */
public record Span(Instant from, Instant to) {

    public Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a span lasts");
        }
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    public boolean overlaps(Span other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    public boolean contains(Span other) {
        return !other.from.isBefore(from) && !other.to.isAfter(to);
    }

    /** The same times, sorted, with those that touch or overlap made one. */
    public static List<Span> merged(List<Span> spans) {
        var merged = new ArrayList<Span>();
        for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            var last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || span.from.isAfter(last.to)) {
                merged.add(span);
            } else if (span.to.isAfter(last.to)) {
                merged.set(merged.size() - 1, new Span(last.from, span.to));
            }
        }
        return List.copyOf(merged);
    }

    /** What is left of {@code open} when {@code taken} is out; both in any order. Linear in their number once sorted. */
    public static List<Span> without(List<Span> open, List<Span> taken) {
        var out = merged(taken);
        var left = new ArrayList<Span>();
        int first = 0;
        for (Span span : merged(open)) {
            while (first < out.size() && !out.get(first).to.isAfter(span.from)) {
                first++;
            }
            var at = span.from;
            for (int i = first; i < out.size() && out.get(i).from.isBefore(span.to); i++) {
                if (at.isBefore(out.get(i).from)) {
                    left.add(new Span(at, out.get(i).from));
                }
                at = out.get(i).to.isAfter(at) ? out.get(i).to : at;
            }
            if (at.isBefore(span.to)) {
                left.add(new Span(at, span.to));
            }
        }
        return List.copyOf(left);
    }
}
