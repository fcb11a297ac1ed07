package org.paincare.session.observing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.session.NamedIds;
import org.paincare.session.SessionProblem;
import org.paincare.session.alarm.AlarmCore;
import org.paincare.session.alarm.AlarmRules;
import org.paincare.session.alarm.BedsideReading;
import org.paincare.session.alarm.Position;
import org.paincare.session.alarm.ReadingTime;
import org.paincare.session.monitoring.Evaluation;
import org.paincare.session.monitoring.Readings;

/** Judges readings in memory, and shows their alarms at once: before anything is written, and where nothing can be. */
@Singleton
class ReadingJudge {

    private final AlarmRules rules = AlarmRules.builtIn();
    private final Judge judge;
    private final LiveAlarms live;

    ReadingJudge(Judge judge, LiveAlarms live) {
        this.judge = judge;
        this.live = live;
    }

    /** @throws Problem SESSION_NOT_OBSERVED, CLINIC_NOT_CONFIGURED */
    static void mustBeObserved(SessionAtBedside session) {
        if (!session.takesBackfill()) {
            throw notObserved(session);
        }
        if (session.altitude() == null) {
            throw Problem.of(SessionProblem.CLINIC_NOT_CONFIGURED);
        }
    }

    static Problem notObserved(SessionAtBedside session) {
        return Problem.of(SessionProblem.SESSION_NOT_OBSERVED).with("currentState", session.state());
    }

    /** What each item is; changes nothing and shows nothing. */
    List<ReadingBatch.Checked> check(SessionAtBedside session, ReadingBatch batch, ReadingBatch.Numbers numbers) {
        var checked = new ArrayList<ReadingBatch.Checked>();
        for (var item : batch.items()) {
            try {
                checked.add(check(session, batch, item, numbers));
            } catch (Problem refused) {
                checked.add(new ReadingBatch.Checked(item, refused, null, null));
            }
        }
        return checked;
    }

    private ReadingBatch.Checked check(
            SessionAtBedside session, ReadingBatch batch, ReadingBatch.Item item, ReadingBatch.Numbers numbers) {
        if (item.reading() == null) {
            throw Objects.requireNonNull(item.refused());
        }
        var reading = item.reading();
        if (!session.isObserved() && !(reading.isBackfill() && reading.device() != null)) {
            throw notObserved(session);
        }
        var time = time(reading, batch.now());
        var values = reading.values();
        var flat = Boolean.TRUE.equals(reading.flatCapnograph());
        if (values.isEmpty() && !flat) {
            throw Problem.of(PlatformProblem.VALIDATION_FAILED);
        }
        var evaluation = evaluate(session, new Readings(values, flat));
        var number = ReadingBatch.Number.of(reading);
        String hash = null;
        var name = item.name();
        if (name != null) {
            hash = item.hash(session.id());
            if (evaluation.problems().isEmpty()) {
                var before = numbers.claim(name, hash, item.id());
                if (before != null) {
                    if (!before.hash().equals(hash)) {
                        throw Problem.of(SessionProblem.READING_CONFLICT);
                    }
                    return new ReadingBatch.Checked(item, null, before.observation(), null);
                }
            }
        }
        if (!evaluation.problems().isEmpty()) {
            throw Judge.implausible(evaluation.problems(), item.at());
        }
        return new ReadingBatch.Checked(
                item, null, null, new ReadingBatch.Taking(reading, values, flat, number, hash, time));
    }

    private ReadingTime time(ObservationJson.Reading reading, Instant now) {
        if (reading.device() != null) {
            return ReadingTime.ofDevice(
                    rules.deviceClock(), reading.observedAt(), reading.gatewayTime(), now, reading.isBackfill());
        }
        var observedAt = reading.observedAt() == null ? now : reading.observedAt();
        if (observedAt.isAfter(now.plus(rules.deviceClock().ahead()))) {
            throw Problem.of(SessionProblem.OCCURRED_IN_FUTURE);
        }
        return new ReadingTime(observedAt, null);
    }

    private Evaluation evaluate(SessionAtBedside session, Readings readings) {
        return judge.evaluate(
                readings, session.baseline(), Objects.requireNonNull(session.altitude()), session.policy());
    }

    /** The session after all of them, and what came of each. */
    record Outcome(SessionAtBedside after, List<ReadingBatch.Judged> judged) {}

    /**
     * Judges what was checked, in order, and shows every alarm as soon as it is known.
     *
     * @param already alarms shown before for these very readings, by a try that failed: not shown again
     */
    Outcome judge(SessionAtBedside before, List<ReadingBatch.Checked> checked, Instant now, @Nullable Shown already) {
        var session = before;
        var core = new AlarmCore(rules.setBy(before.policy()));
        var judged = new ArrayList<ReadingBatch.Judged>();
        for (var one : checked) {
            if (one.taking() != null) {
                var taking = one.taking();
                var evaluation = evaluate(session, new Readings(taking.values(), taking.flat()));
                var id = session.id();
                var step = core.read(
                        session.alarms(), reading(one, evaluation, now), (rule, first) -> alarmId(id, rule, first));
                var open = step.state().open();
                var beforeDrug = session.isBeforeDrug(taking.time().at());
                judged.add(new ReadingBatch.Judged(
                        one.item(),
                        taking,
                        step.late(),
                        beforeDrug,
                        evaluation,
                        session.today(),
                        step.changes(),
                        evaluation.findings().stream()
                                .map(finding -> Objects.requireNonNull(open.get(finding.ruleId()))
                                        .id())
                                .toList()));
                session = session.with(step.state(), session.version());
                if (beforeDrug && session.takesBaseline() && !step.late()) {
                    session = session.withToday(taking.values());
                }
                if (already == null || already.first(one.item().id())) {
                    for (var change : step.changes()) {
                        live.publish(session.clinic(), session.id(), change, now, false);
                    }
                }
            }
        }
        return new Outcome(session, judged);
    }

    /** Which readings' alarms were shown. */
    static final class Shown {
        private final java.util.Set<UUID> readings = new java.util.HashSet<>();

        boolean first(UUID reading) {
            return readings.add(reading);
        }
    }

    private static BedsideReading reading(ReadingBatch.Checked one, Evaluation evaluation, Instant now) {
        var taking = Objects.requireNonNull(one.taking());
        var number = taking.number();
        return new BedsideReading(
                one.item().id(),
                number == null ? null : number.device(),
                number == null ? null : new Position(number.boot(), number.sequence()),
                taking.time().at(),
                now,
                taking.reading().isBackfill(),
                taking.values(),
                evaluation);
    }

    private static UUID alarmId(UUID session, String rule, BedsideReading first) {
        return NamedIds.of("alarm/" + session + "/" + rule + "/" + first.name());
    }
}
