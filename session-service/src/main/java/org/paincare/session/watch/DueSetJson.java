package org.paincare.session.watch;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.monitoring.DueSet;
import org.paincare.session.monitoring.DueSets;
import org.paincare.session.monitoring.MonitoringSchedule;
import org.paincare.session.monitoring.Phase;
import org.paincare.session.monitoring.Sign;

/** Due sets as they travel over HTTP and the live stream. */
final class DueSetJson {

    private DueSetJson() {}

    /**
     * @param at               when it is due
     * @param signs            that have to be recorded
     * @param opensAt          from when on a record counts for it
     * @param overdueBySeconds since {@code at}, of one that is open; null else
     * @param escalated        whether it went to the next person
     * @param source           of the rule (reference)
     */
    @Schema(name = "DueSet")
    record View(
            Instant at,
            Phase phase,
            Set<Sign> signs,
            Instant opensAt,
            DueSet.State state,
            @Nullable Instant doneAt,
            @Nullable Long overdueBySeconds,
            boolean escalated,
            String source) {}

    /**
     * @param ruleVersion of the monitoring schedule
     * @param policyVersion of the clinic's policy where it set some of the times
     * @param open        due or overdue, longest first
     * @param next        the next that falls due, where one is known
     */
    @Schema(name = "DueSetsNow")
    record Now(
            String ruleVersion,
            @Nullable String policyVersion,
            List<View> open,
            @Nullable View next) {}

    /** @param items by time: those of the last six hours, and the next of each rhythm */
    @Schema(name = "DueSets")
    record All(
            String ruleVersion,
            @Nullable String policyVersion,
            Instant at,
            long warnAfterSeconds,
            long escalateAfterSeconds,
            List<View> open,
            @Nullable View next,
            List<View> items) {}

    static All all(DueSets sets, MonitoringSchedule schedule, Instant now) {
        var brief = now(sets, schedule, now);
        return new All(
                brief.ruleVersion(),
                brief.policyVersion(),
                now,
                schedule.warnAfter().toSeconds(),
                schedule.escalateAfter().toSeconds(),
                brief.open(),
                brief.next(),
                sets.sets().stream().map(set -> view(set, schedule, now)).toList());
    }

    static Now now(DueSets sets, MonitoringSchedule schedule, Instant now) {
        return new Now(
                schedule.version().toString(),
                schedule.policyVersion(),
                sets.open().stream().map(set -> view(set, schedule, now)).toList(),
                sets.next().map(set -> view(set, schedule, now)).orElse(null));
    }

    private static View view(DueSet set, MonitoringSchedule schedule, Instant now) {
        var overdue = set.overdueBy(now);
        return new View(
                set.at(),
                set.phase(),
                set.signs(),
                set.opensAt(),
                set.state(),
                set.doneAt(),
                set.isOpen() ? overdue.toSeconds() : null,
                set.isOpen() && set.alarms() && overdue.compareTo(schedule.escalateAfter()) >= 0,
                set.source().text());
    }
}
