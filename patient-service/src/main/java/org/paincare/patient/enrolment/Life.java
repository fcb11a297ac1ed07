package org.paincare.patient.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment's life: the fold of everything that happened, in the order in which it happened and not in which it was
 * heard. So the state is the same whatever order the other services' events arrive in, and one that comes late takes its
 * place in time. Pure.
 *
 * @param pausedFrom where a resumption leads
 * @param eligibleAt when the patient was last found eligible; null before
 * @param moves      from the first on
 */
record Life(
        State state,
        Instant since,
        State pausedFrom,
        @Nullable Instant eligibleAt,
        List<Move> moves) {

    /** Something that may move the enrolment. */
    record Entry(UUID id, Trigger trigger, @Nullable String reason, Instant occurredAt) {

        /** A death comes last, whenever it happened: one that comes to light late ends all the same. */
        private static final Comparator<Entry> IN_TIME = Comparator.comparing(
                        (Entry entry) -> entry.trigger() == Trigger.DIED)
                .thenComparing(Entry::occurredAt)
                .thenComparing(Entry::trigger)
                .thenComparing(Entry::id);
    }

    /** @param from null for the first */
    record Move(@Nullable State from, State to, Trigger trigger, String reason, Instant at, UUID entryId) {}

    /**
     * @param deadlines how long an enrolment waits in a state
     * @return empty before the referral
     */
    static Optional<Life> of(Collection<Entry> entries, Map<State, Duration> deadlines) {
        var takenBack = takenBack(entries);
        Life life = null;
        for (var entry : entries.stream()
                .filter(entry -> !takenBack.containsValue(entry))
                .sorted(Entry.IN_TIME)
                .toList()) {
            var death = takenBack.get(entry);
            life = life == null
                    ? begin(entry)
                    : death == null ? life.then(entry, deadlines) : life.goesOn(death, entry);
        }
        return Optional.ofNullable(life);
    }

    /** By each correction the death that it takes back: the one entered before it, and ids are given in order. */
    private static Map<Entry, Entry> takenBack(Collection<Entry> entries) {
        var byId = Comparator.comparing(Entry::id);
        var deaths = entries.stream()
                .filter(entry -> entry.trigger() == Trigger.DIED)
                .sorted(byId)
                .iterator();
        var takenBack = new HashMap<Entry, Entry>();
        entries.stream()
                .filter(entry -> entry.trigger() == Trigger.DEATH_CORRECTED)
                .sorted(byId)
                .filter(entry -> deaths.hasNext())
                .forEach(entry -> takenBack.put(entry, deaths.next()));
        return takenBack;
    }

    /** As if nobody had died, but for the time to wait, which begins anew: nobody could do anything meanwhile. */
    private Life goesOn(Entry death, Entry correction) {
        var all = new ArrayList<>(moves);
        all.add(move(state, State.DECEASED, death));
        all.add(move(State.DECEASED, state, correction));
        return new Life(state, correction.occurredAt(), pausedFrom, eligibleAt, List.copyOf(all));
    }

    private static @Nullable Life begin(Entry entry) {
        if (entry.trigger() != Trigger.REFERRED) {
            return null;
        }
        var move = move(null, State.REFERRED, entry);
        return new Life(State.REFERRED, entry.occurredAt(), State.INDUCTION, null, List.of(move));
    }

    private Life then(Entry entry, Map<State, Duration> deadlines) {
        if (state == State.PAUSED && entry.trigger() == Trigger.MAINTENANCE_DUE) {
            return new Life(state, since, State.MAINTENANCE, eligibleAt, moves);
        }
        var edge = Edge.find(state, entry.trigger(), pausedFrom);
        if (edge.isEmpty() || entry.trigger().kind() == Trigger.Kind.DEADLINE && !isDue(entry, deadlines)) {
            return this;
        }
        var to = edge.get().to();
        var all = new ArrayList<>(moves);
        all.add(move(state, to, entry));
        return new Life(
                to,
                entry.occurredAt(),
                to == State.PAUSED ? state : to == State.REFERRED ? State.INDUCTION : pausedFrom,
                to == State.ELIGIBLE ? entry.occurredAt() : to == State.REFERRED ? null : eligibleAt,
                List.copyOf(all));
    }

    /** A deadline counts only where the state was waited in for that long. */
    private boolean isDue(Entry entry, Map<State, Duration> deadlines) {
        var wait = deadlines.get(state);
        return wait != null && !entry.occurredAt().isBefore(since.plus(wait));
    }

    private static Move move(@Nullable State from, State to, Entry entry) {
        var reason = entry.reason() == null ? entry.trigger().name() : entry.reason();
        return new Move(from, to, entry.trigger(), reason, entry.occurredAt(), entry.id());
    }

    Move lastMove() {
        return moves.getLast();
    }

    boolean allows(Trigger trigger) {
        return Edge.find(state, trigger, pausedFrom).isPresent();
    }
}
