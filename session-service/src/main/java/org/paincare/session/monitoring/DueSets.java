package org.paincare.session.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paincare.session.monitoring.MonitoringSchedule.SetRule;
import org.paincare.session.reference.Source;

/**
 * Which sets of a session are due, done and overdue (reference 3.3): a function of its course, of what was recorded, and
 * of the time.
 *
 * <p>After the start, and after each rise of the rate, the vital signs follow the rhythm of that phase; else the steady
 * one, counted from the start, or the inpatient one, counted from the last change. What that phase does not ask for (pain,
 * dissociation) keeps its own rhythm from the start on. A set is done by the first record, or several together, that cover
 * its signs from when it opens; an older one that is still open is done, late, by the same.
 *
 * @param sets by time: those since a horizon, and the next of each rhythm
 */
public record DueSets(List<DueSet> sets) {

    /** Signs recorded at one time, by a person or a device. */
    public record Recorded(Instant at, Set<Sign> signs) {}

    public DueSets {
        sets = List.copyOf(sets);
    }

    /**
     * @param recorded at least everything since the horizon; in any order
     * @param horizon  older sets are left out
     */
    public static DueSets of(
            MonitoringSchedule schedule, Course course, Collection<Recorded> recorded, Instant horizon, Instant now) {
        var byTime =
                recorded.stream().sorted(Comparator.comparing(Recorded::at)).toList();
        var slots = new Slots(schedule, course, now.plus(schedule.longestEvery())).all();
        var sets = new ArrayList<DueSet>();
        for (var rhythm : slots) {
            for (var slot : rhythm) {
                if (slot.at().isBefore(horizon)) {
                    continue;
                }
                var set = judged(slot, schedule, course, byTime, now);
                sets.add(set);
                if (set.state() == DueSet.State.UPCOMING) {
                    break;
                }
            }
        }
        sets.sort(Comparator.comparing(DueSet::at)
                .thenComparing(set -> set.signs().size(), Comparator.reverseOrder()));
        return new DueSets(sets);
    }

    private static DueSet judged(
            Slot slot, MonitoringSchedule schedule, Course course, List<Recorded> byTime, Instant now) {
        var doneAt = slot.opensAt().isAfter(now) ? null : doneAt(slot, byTime);
        var late = slot.at().plus(schedule.warnAfter());
        DueSet.State state;
        if (doneAt != null) {
            state = doneAt.isAfter(late) ? DueSet.State.DONE_LATE : DueSet.State.DONE;
        } else if (isOver(slot, course, now)) {
            state = DueSet.State.MISSED;
        } else if (slot.at().isAfter(now)) {
            state = DueSet.State.UPCOMING;
        } else {
            state = now.isBefore(late) ? DueSet.State.DUE : DueSet.State.OVERDUE;
        }
        return new DueSet(
                slot.at(), slot.phase(), slot.signs(), slot.opensAt(), slot.alarms(), state, doneAt, slot.source());
    }

    private static @Nullable Instant doneAt(Slot slot, List<Recorded> byTime) {
        var missing = EnumSet.copyOf(slot.signs());
        for (var record : byTime) {
            if (!record.at().isBefore(slot.opensAt())) {
                missing.removeAll(record.signs());
                if (missing.isEmpty()) {
                    return record.at();
                }
            }
        }
        return null;
    }

    /** Nobody asks for a baseline once drug runs, nor for anything of a patient who has recovered. */
    private static boolean isOver(Slot slot, Course course, Instant now) {
        return slot.phase() == Phase.BASELINE && course.start() != null
                || course.until() != null && !course.until().isAfter(now);
    }

    /** Those whose time has come and that nobody recorded, by time. */
    public List<DueSet> open() {
        return sets.stream().filter(DueSet::isOpen).toList();
    }

    /** The one that raises an alarm and waits longest. */
    public Optional<DueSet> longestOverdue() {
        return sets.stream()
                .filter(set -> set.state() == DueSet.State.OVERDUE && set.alarms())
                .findFirst();
    }

    public Optional<DueSet> next() {
        return sets.stream().filter(set -> set.state() == DueSet.State.UPCOMING).findFirst();
    }

    /** When something changes by itself: the next one falls due, an open one becomes overdue or goes to the next person. */
    public Optional<Instant> changesAt(MonitoringSchedule schedule, Instant now) {
        return sets.stream()
                .flatMap(set -> switch (set.state()) {
                    case UPCOMING -> Stream.of(set.at());
                    case DUE, OVERDUE ->
                        Stream.of(set.at().plus(schedule.warnAfter()), set.at().plus(schedule.escalateAfter()));
                    case DONE, DONE_LATE, MISSED -> Stream.<Instant>empty();
                })
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    private record Slot(Instant at, Phase phase, Set<Sign> signs, Instant opensAt, boolean alarms, Source source) {}

    /** The times of each rhythm, whatever was recorded. */
    private static final class Slots {

        private final MonitoringSchedule schedule;
        private final Course course;
        private final Instant ahead;
        private final List<List<Slot>> rhythms = new ArrayList<>();

        Slots(MonitoringSchedule schedule, Course course, Instant ahead) {
            this.schedule = schedule;
            this.course = course;
            this.ahead = ahead;
        }

        List<List<Slot>> all() {
            if (course.preCheckAt() != null) {
                for (var set : schedule.row(Phase.BASELINE).sets()) {
                    add(List.of(new Piece(Phase.BASELINE, set, course.preCheckAt(), null, end(course.start()))));
                }
            }
            if (course.start() != null) {
                infusion(course.start(), end(course.stop()));
            }
            if (course.stop() != null) {
                for (var set : schedule.row(Phase.RECOVERY).sets()) {
                    add(List.of(new Piece(Phase.RECOVERY, set, course.stop(), null, end(null))));
                }
            }
            return rhythms;
        }

        /** Part of a rhythm: due after {@code from} (from the first on, if null) up to and including {@code to}. */
        private record Piece(
                Phase phase,
                SetRule set,
                Instant since,
                @Nullable Instant from,
                Instant to) {}

        private void infusion(Instant start, Instant end) {
            var after = schedule.row(Phase.AFTER_START_OR_RISE).sets();
            var base = course.inpatient() ? Phase.CONTINUOUS_AFTER_CHANGE : Phase.STEADY;
            for (var set : schedule.row(base).sets()) {
                var close = after.stream()
                        .filter(rule -> rule.signs().containsAll(set.signs()))
                        .findFirst();
                add(
                        close.isPresent()
                                ? vitals(base, set, close.get(), start, end)
                                : List.of(new Piece(base, set, start, null, end)));
            }
        }

        /** The close rhythm after the start and each rise; in between, and then on, the base one. */
        private List<Piece> vitals(Phase base, SetRule set, SetRule close, Instant start, Instant end) {
            var rises = within(start, end, course.rises());
            var anchors = course.inpatient() ? within(start, end, course.changes()) : List.of(start);
            var pieces = new ArrayList<Piece>();
            for (int i = 0; i < rises.size(); i++) {
                var rise = rises.get(i);
                var next = i + 1 < rises.size() ? rises.get(i + 1) : end;
                var over = earlier(rise.plus(schedule.afterRiseFor()), next);
                pieces.add(new Piece(Phase.AFTER_START_OR_RISE, close, rise, null, over));
                base(base, set, anchors, over, next, pieces);
            }
            return pieces;
        }

        private static void base(
                Phase phase, SetRule set, List<Instant> anchors, Instant from, Instant to, List<Piece> pieces) {
            for (int i = 0; i < anchors.size(); i++) {
                var until = i + 1 < anchors.size() ? earlier(anchors.get(i + 1), to) : to;
                var begin = anchors.get(i).isAfter(from) ? anchors.get(i) : from;
                if (begin.isBefore(until)) {
                    pieces.add(new Piece(phase, set, anchors.get(i), begin, until));
                }
            }
        }

        private static List<Instant> within(Instant start, Instant end, List<Instant> times) {
            return Stream.concat(Stream.of(start), times.stream().filter(at -> at.isAfter(start) && at.isBefore(end)))
                    .distinct()
                    .sorted()
                    .toList();
        }

        private void add(List<Piece> pieces) {
            var slots = new ArrayList<Slot>();
            for (var piece : pieces) {
                var row = schedule.row(piece.phase());
                for (var at : piece.set().times(piece.since(), piece.to())) {
                    if (piece.from() != null && !at.isAfter(piece.from())) {
                        continue;
                    }
                    var before =
                            slots.isEmpty() ? piece.since() : slots.getLast().at();
                    slots.add(new Slot(
                            at, piece.phase(), piece.set().signs(), opensAt(before, at), row.alarms(), row.source()));
                }
            }
            rhythms.add(slots);
        }

        private Instant opensAt(Instant before, Instant at) {
            var half = Duration.between(before, at).dividedBy(2);
            var early = half.isPositive() && half.compareTo(schedule.opensBefore()) < 0 ? half : schedule.opensBefore();
            return at.minus(early);
        }

        /** That time, or as far ahead as anything is known; nothing is due any more from when it is over. */
        private Instant end(@Nullable Instant time) {
            var end = course.until() == null ? ahead : earlier(course.until(), ahead);
            return time == null ? end : earlier(time, end);
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }
    }
}
