package org.paincare.session.booking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether enough people are there: a nurse for so many patients at a time, and every skill that has to be present.
 *
 * @param patientsPerNurse at one moment, 1 or more
 * @param skills of which somebody on shift has to have each
 */
public record Staffing(int patientsPerNurse, Set<String> skills) {

    public Staffing {
        skills = Set.copyOf(skills);
        if (patientsPerNurse < 1) {
            throw new IllegalArgumentException("a nurse looks after at least one patient");
        }
    }

    /** Somebody's time at work. */
    public record OnShift(UUID staffId, Span span, boolean nurse, Set<String> skills) {}

    /**
     * What is missing and from when.
     *
     * @param skill that nobody there has; null where there are too few nurses
     * @param patients at once, with the one asked about
     * @param room for how many the nurses there suffice
     */
    public record Lack(Instant at, @Nullable String skill, int patients, int room) {}

    /** The first lack in {@code asked} if one more patient is there beside {@code others}; null where there is none. */
    public @Nullable Lack lack(Span asked, List<Span> others, List<OnShift> roster) {
        for (Instant at : turns(asked, others, roster)) {
            var lack = lackAt(at, others, roster);
            if (lack != null) {
                return lack;
            }
        }
        return null;
    }

    /** The parts of {@code whole} in which one more patient would be too many. */
    public List<Span> lacking(Span whole, List<Span> others, List<OnShift> roster) {
        var turns = List.copyOf(turns(whole, others, roster));
        var lacking = new ArrayList<Span>();
        for (int i = 0; i < turns.size(); i++) {
            var end = i + 1 < turns.size() ? turns.get(i + 1) : whole.to();
            if (lackAt(turns.get(i), others, roster) != null) {
                lacking.add(new Span(turns.get(i), end));
            }
        }
        return Span.merged(lacking);
    }

    private @Nullable Lack lackAt(Instant at, List<Span> others, List<OnShift> roster) {
        var there = roster.stream().filter(one -> covers(one.span(), at)).toList();
        var patients =
                Math.toIntExact(others.stream().filter(span -> covers(span, at)).count()) + 1;
        var room = Math.toIntExact(there.stream().filter(OnShift::nurse).count()) * patientsPerNurse;
        if (patients > room) {
            return new Lack(at, null, patients, room);
        }
        var present = there.stream().flatMap(one -> one.skills().stream()).collect(Collectors.toSet());
        return skills.stream()
                .filter(skill -> !present.contains(skill))
                .sorted()
                .findFirst()
                .map(skill -> new Lack(at, skill, patients, room))
                .orElse(null);
    }

    /** The moments in which who is there may change; between two of them nothing does. */
    private static TreeSet<Instant> turns(Span asked, List<Span> others, List<OnShift> roster) {
        var turns = new TreeSet<Instant>();
        turns.add(asked.from());
        others.forEach(span -> turns.addAll(List.of(span.from(), span.to())));
        roster.forEach(one -> turns.addAll(List.of(one.span().from(), one.span().to())));
        turns.removeIf(at -> at.isBefore(asked.from()) || !at.isBefore(asked.to()));
        return turns;
    }

    private static boolean covers(Span span, Instant at) {
        return !at.isBefore(span.from()) && at.isBefore(span.to());
    }
}
