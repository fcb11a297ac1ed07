package org.paincare.session.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.paincare.session.alarm.OpenAlarm.Status;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.monitoring.VitalFinding;
import org.paincare.session.monitoring.VitalRule;

/**
 * The alarms of one session.
 *
 * <p>Readings of a device are ordered by boot and sequence. One below another that was evaluated already, and a declared
 * backfill, is late: it raises an alarm marked late, which pages nobody, and clears nothing. The newest by sequence always
 * alarms, whatever its clock says and however long it took.
 */
public final class AlarmCore {

    private final AlarmRules rules;

    public AlarmCore(AlarmRules rules) {
        this.rules = rules;
    }

    /**
     * @param late    whether the reading came after a newer one, too long after it was taken, or as a backfill
     * @param changes critical ones first
     */
    public record Step(AlarmState state, boolean late, List<AlarmChange> changes) {}

    /** Names an alarm by its session, its rule and what was first seen: two replicas that raise it mean the same one. */
    public interface Naming {
        UUID of(String rule, BedsideReading first);
    }

    /** A reading came in. */
    public Step read(AlarmState before, BedsideReading reading, Naming naming) {
        var late = isLate(before, reading);
        var open = new HashMap<>(before.open());
        var changes = new ArrayList<AlarmChange>();
        for (var finding : reading.evaluation().findings()) {
            var known = open.get(finding.ruleId());
            var change = known == null
                    ? new AlarmChange(AlarmChange.Kind.RAISED, raised(reading, finding, late, naming), finding)
                    : kept(known, reading, finding, late);
            open.put(finding.ruleId(), change.alarm());
            changes.add(change);
        }
        settle(open, reading, late, changes);
        changes.sort(Comparator.comparing((AlarmChange change) -> change.alarm().level(), Comparator.reverseOrder()));
        return new Step(new AlarmState(sources(before, reading), open), late, List.copyOf(changes));
    }

    private boolean isLate(AlarmState state, BedsideReading reading) {
        if (reading.backfill()) {
            return true;
        }
        if (reading.position() == null) {
            return reading.at().isBefore(reading.receivedAt().minus(rules.personsLateAfter()));
        }
        var source = state.sources().get(reading.source());
        return source != null && source.newest() != null && reading.position().compareTo(source.newest()) <= 0;
    }

    private OpenAlarm raised(BedsideReading reading, VitalFinding finding, boolean late, Naming naming) {
        var alarm = new OpenAlarm(
                naming.of(finding.ruleId(), reading),
                finding.ruleId(),
                finding.sign(),
                finding.level(),
                late,
                Status.RAISED,
                0,
                !late,
                reading.at(),
                reading.at(),
                reading.source(),
                null,
                reading.receivedAt(),
                0,
                null,
                null);
        return alarm.next(nextStep(alarm));
    }

    /** An on-time reading is newer than all of its device; a late one keeps an alarm up and says nothing of now. */
    private AlarmChange kept(OpenAlarm known, BedsideReading reading, VitalFinding finding, boolean late) {
        var seen = known.seen(reading.at(), late ? known.lastSource() : reading.source());
        if (late) {
            return new AlarmChange(AlarmChange.Kind.KEPT_UP, seen.next(nextStep(seen)), finding);
        }
        var now = seen.counted(0, true);
        if (known.late()) {
            var sounding = now.sounding(reading.receivedAt());
            return new AlarmChange(AlarmChange.Kind.ON_TIME, sounding.next(nextStep(sounding)), finding);
        }
        return new AlarmChange(AlarmChange.Kind.KEPT_UP, now.next(nextStep(now)), finding);
    }

    /**
     * A normal on-time reading of a sign counts towards the end of its acknowledged alarms; any other begins the count
     * anew, a late one too: it may lie between two that were counted.
     */
    private void settle(Map<String, OpenAlarm> open, BedsideReading reading, boolean late, List<AlarmChange> changes) {
        Set<Sign> abnormal = new HashSet<>();
        Set<String> found = new HashSet<>();
        for (var finding : reading.evaluation().findings()) {
            abnormal.add(finding.sign());
            found.add(finding.ruleId());
        }
        for (var alarm : List.copyOf(open.values())) {
            var looksAtIt = alarm.sign() != null
                    && (reading.values().containsKey(alarm.sign()) || abnormal.contains(alarm.sign()));
            if (!looksAtIt || found.contains(alarm.rule())) {
                continue;
            }
            var holds = reading.evaluation().held().contains(alarm.rule());
            var normal = !holds && !abnormal.contains(alarm.sign());
            if (late || !isNewer(reading, alarm)) {
                if (!normal) {
                    open.put(alarm.rule(), alarm.counted(0, alarm.holds()));
                }
                continue;
            }
            var counts = normal && alarm.status() == Status.ACKNOWLEDGED;
            var counted = alarm.counted(counts ? alarm.normalInARow() + 1 : 0, holds);
            if (counted.normalInARow() >= rules.normalInARow()) {
                open.remove(alarm.rule());
                changes.add(new AlarmChange(AlarmChange.Kind.CLOSED, counted.closed(), null));
            } else {
                open.put(alarm.rule(), counted.next(nextStep(counted)));
            }
        }
    }

    /** An old reading says nothing about a newer alarm. Of one device the order is known already; else times decide. */
    private static boolean isNewer(BedsideReading reading, OpenAlarm alarm) {
        var sameDevice = reading.device() != null && reading.source().equals(alarm.lastSource());
        return sameDevice || reading.at().isAfter(alarm.lastAt());
    }

    private static Map<String, AlarmState.Source> sources(AlarmState before, BedsideReading reading) {
        var sources = new HashMap<>(before.sources());
        var known = sources.get(reading.source());
        var values = new HashMap<Sign, AlarmState.Seen>(known == null ? Map.of() : known.values());
        reading.values()
                .forEach((sign, value) -> values.merge(
                        sign,
                        new AlarmState.Seen(value, reading.at(), reading.position()),
                        (old, seen) -> seen.isNewerThan(old) ? seen : old));
        var newest = known == null ? null : known.newest();
        // A backfill may run ahead of what is still on its way; it must not make that late.
        if (reading.position() != null
                && !reading.backfill()
                && (newest == null || reading.position().compareTo(newest) > 0)) {
            newest = reading.position();
        }
        sources.put(reading.source(), new AlarmState.Source(newest, reading.receivedAt(), values));
        if (sources.size() > AlarmState.MOST_SOURCES) {
            sources.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().heard()))
                    .map(Map.Entry::getKey)
                    .ifPresent(sources::remove);
        }
        return sources;
    }

    /**
     * Somebody saw it. One that no reading raised is over with that where its condition is; one of a reading waits for
     * normal readings.
     */
    public OpenAlarm acknowledge(OpenAlarm alarm, Instant now) {
        var over = alarm.sign() == null && !alarm.holds();
        var acknowledged = alarm.acknowledged(over ? Status.CLOSED : Status.ACKNOWLEDGED, now);
        return acknowledged.next(nextStep(acknowledged));
    }

    /** Time went on: asks the next person, or lets it sound again, once for each time that is over. */
    public Optional<AlarmChange> tick(OpenAlarm alarm, Instant now) {
        if (alarm.nextStepAt() == null || alarm.nextStepAt().isAfter(now)) {
            return Optional.empty();
        }
        if (alarm.status() == Status.ACKNOWLEDGED) {
            var sounding = alarm.sounding(now);
            return Optional.of(new AlarmChange(AlarmChange.Kind.SOUNDS_AGAIN, sounding.next(nextStep(sounding)), null));
        }
        var row = rules.row(alarm.level());
        var step = row.steps().get(Math.min(alarm.step(), row.steps().size() - 1));
        var asking = alarm.asking(alarm.step() + 1, step.asks());
        var next = asking.step() < row.steps().size() ? nextStep(asking) : now.plus(row.again());
        return Optional.of(new AlarmChange(AlarmChange.Kind.ESCALATED, asking.next(next), null));
    }

    /** When something becomes of it next, from what it is now. */
    private java.time.@org.jspecify.annotations.Nullable Instant nextStep(OpenAlarm alarm) {
        if (alarm.late() || alarm.status() == Status.CLOSED) {
            return null;
        }
        var row = rules.row(alarm.level());
        if (alarm.status() == Status.ACKNOWLEDGED) {
            return alarm.holds() && alarm.acknowledgedAt() != null
                    ? alarm.acknowledgedAt().plus(row.soundsAgainAfter())
                    : null;
        }
        return alarm.step() < row.steps().size()
                ? alarm.soundsFrom().plus(row.steps().get(alarm.step()).after())
                : alarm.nextStepAt();
    }

    /** An alarm that no reading raised, beginning to sound. */
    public OpenAlarm raisedByNoReading(
            UUID id, String rule, VitalRule.Level level, boolean holds, Instant at, Instant now) {
        var alarm = new OpenAlarm(
                id,
                rule,
                null,
                level,
                false,
                Status.RAISED,
                0,
                holds,
                at,
                at,
                AlarmState.PERSONS,
                null,
                now,
                0,
                null,
                null);
        return alarm.next(nextStep(alarm));
    }
}
