package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.db.OwnTransactions.Writes;
import org.paincare.platform.db.SqlFailure;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.alarm.AlarmChange;
import org.paincare.session.device.DeviceRegistry;
import org.paincare.session.monitoring.Sign;

/**
 * Takes readings: each once, judged under the lock of its session's alarm state, its alarms shown before it is written,
 * all in one short transaction of the bedside's own. Where the database cannot do it now, readings are judged on what is
 * held in memory, their alarms shown as not stored, and the caller keeps them to send again. Never waits for the
 * session's lock, for an event's stream, for other services or for Kafka.
 */
@ApplicationScoped
class Observations {

    private static final Set<Sign> SCALES_COMPARED = EnumSet.of(Sign.CADSS6, Sign.CADSS23);
    private static final String TAKEN_BY_ANOTHER = "23505";
    private static final String TRY_AGAIN_SECONDS = "1";

    private final Bedside bedside;
    private final SessionsAtBedside sessions;
    private final ReadingJudge judge;
    private final DeviceRegistry devices;
    private final LiveAlarms live;
    private final Untold untold;
    private final ReadingIncidents incidents;
    private final Unstored unstored;
    private final ReadingCount count;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Observations(
            Bedside bedside,
            SessionsAtBedside sessions,
            ReadingJudge judge,
            DeviceRegistry devices,
            LiveAlarms live,
            Untold untold,
            ReadingIncidents incidents,
            Unstored unstored,
            ReadingCount count,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.bedside = bedside;
        this.sessions = sessions;
        this.judge = judge;
        this.devices = devices;
        this.live = live;
        this.untold = untold;
        this.incidents = incidents;
        this.unstored = unstored;
        this.count = count;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** What came of one thing that was sent: one of the two. */
    record Outcome(
            ObservationJson.@Nullable Taken taken, @Nullable Problem refused) {}

    /**
     * Takes readings for one session, in the order in which they were sent.
     *
     * @param together all or none: the first refusal is thrown; else each refusal is the outcome of its own item
     * @throws Problem NOT_FOUND, SESSION_NOT_OBSERVED, CLINIC_NOT_CONFIGURED, UNAVAILABLE, and where {@code together}
     *     OBSERVATION_IMPLAUSIBLE, OCCURRED_IN_FUTURE, READING_CONFLICT, ALARM_NOT_STORED
     */
    List<Outcome> take(UUID sessionId, List<ReadingBatch.Item> items, boolean together) {
        var admitted = items.stream().map(item -> admitted(sessionId, item)).toList();
        var batch = new ReadingBatch(clinic.get(), sessionId, together, clock.instant(), admitted);
        var shown = new ReadingJudge.Shown();
        try {
            return stored(batch, shown);
        } catch (SqlFailure failure) {
            if (TAKEN_BY_ANOTHER.equals(failure.sqlState())) {
                return onceMore(batch, shown);
            }
            return unstored(batch, shown, failure);
        }
    }

    /** Whose reading it is was asked of memory; an item that nobody may send is refused like any other. */
    private ReadingBatch.Item admitted(UUID sessionId, ReadingBatch.Item item) {
        if (item.reading() == null) {
            return item;
        }
        var number = item.reading().device();
        try {
            return item.from(devices.admit(caller.get(), sessionId, number == null ? null : number.id()));
        } catch (Problem refused) {
            return ReadingBatch.Item.refused(refused);
        }
    }

    /** Another session's reading took a number in this moment: now it is known. */
    private List<Outcome> onceMore(ReadingBatch batch, ReadingJudge.Shown shown) {
        try {
            return stored(batch, shown);
        } catch (SqlFailure failure) {
            return unstored(batch, shown, failure);
        }
    }

    /** What a transaction came to. */
    private record Written(
            SessionAtBedside session,
            List<ReadingBatch.Checked> checked,
            List<ReadingBatch.Judged> judged,
            Map<UUID, ObservationJson.View> repeated,
            boolean told) {}

    private List<Outcome> stored(ReadingBatch batch, ReadingJudge.Shown shown) {
        var written = bedside.atOnce(batch.clinic(), tx -> write(tx, batch, shown));
        incidents.keep(batch, written.session().patient(), written.checked());
        if (batch.together()) {
            for (var one : written.checked()) {
                if (one.refused() != null) {
                    count.count(ReadingCount.End.REFUSED, batch.items().size());
                    throw one.refused();
                }
            }
        }
        sessions.put(written.session());
        unstored.stored(batch);
        for (var judged : written.judged()) {
            show(batch, judged);
        }
        if (binds(written)) {
            // The monitor's next reading may be of another patient.
            untold.tellNow(batch.clinic(), written.session().patient());
        } else if (written.told()) {
            untold.tellSoon(batch.clinic(), written.session().patient());
        }
        var outcomes = outcomes(batch, written);
        count.stored(outcomes);
        return outcomes;
    }

    private static boolean binds(Written written) {
        return written.judged().stream()
                .anyMatch(judged ->
                        judged.item().from() != null && judged.item().from().binds());
    }

    private Written write(Jdbc tx, ReadingBatch batch, ReadingJudge.Shown shown) {
        var version = Bedside.lock(tx, batch.clinic(), batch.session());
        var found = BedsideRows.session(tx, batch.clinic(), batch.session())
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        ReadingJudge.mustBeObserved(found);
        if (!found.isObserved()
                && !BedsideRows.closedSince(tx, found, batch.now().minus(ReadingSpans.KEPT_BACK))) {
            throw ReadingJudge.notObserved(found);
        }
        var session = found.with(found.alarms(), version);
        if (comparesScales(batch)) {
            session = session.withEarlier(BedsideRows.earlierHighest(tx, session));
        }
        var numbers = batch.items().stream()
                .map(ReadingBatch.Item::name)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var checked = judge.check(
                session, batch, new ReadingBatch.Numbers(ObservationRows.taken(tx, batch.clinic(), numbers)));
        if (batch.together() && checked.stream().anyMatch(one -> one.refused() != null)) {
            return new Written(session, checked, List.of(), Map.of(), false);
        }
        var outcome = judge.judge(session, checked, batch.now(), shown);
        var repeated = ObservationRows.views(
                tx,
                batch.clinic(),
                batch.session(),
                checked.stream()
                        .map(ReadingBatch.Checked::repeats)
                        .filter(Objects::nonNull)
                        .toList());
        if (outcome.judged().isEmpty()) {
            return new Written(session, checked, List.of(), repeated, false);
        }
        var after = outcome.after().with(outcome.after().alarms(), version + 1);
        var writes = new Writes();
        var author = new ObservationRows.Author(caller.get().id(), caller.get().is(Role.DEVICE) ? "DEVICE" : "PERSON");
        for (var judged : outcome.judged()) {
            ObservationRows.insert(writes, batch, session, judged, author);
        }
        ObservationRows.alarms(writes, batch, session, after, outcome.judged());
        var told = false;
        for (var judged : outcome.judged()) {
            told |= tell(writes, batch, session, judged, author);
        }
        audited(writes, AuditEntry.of("OBSERVED", "session", session.id(), session.patient()));
        writes.send(tx);
        return new Written(after, checked, outcome.judged(), repeated, told);
    }

    private static boolean comparesScales(ReadingBatch batch) {
        return batch.items().stream()
                .anyMatch(item -> item.reading() != null
                        && item.reading().values().keySet().stream().anyMatch(SCALES_COMPARED::contains));
    }

    private void audited(Writes writes, AuditEntry entry) {
        var statement = audit.statement(entry);
        writes.add(statement.sql(), statement.parameters());
    }

    private boolean tell(
            Writes writes,
            ReadingBatch batch,
            SessionAtBedside session,
            ReadingBatch.Judged judged,
            ObservationRows.Author author) {
        var at = judged.taking().time().at();
        for (var change : judged.changes()) {
            if (change.kind() == AlarmChange.Kind.RAISED && change.finding() != null) {
                Untold.add(
                        writes,
                        batch.clinic(),
                        session.patient(),
                        Untold.Kind.ALARM_RAISED,
                        Flags.raised(session, change.alarm().id(), change.finding(), judged.late(), at),
                        batch.now());
            }
        }
        var flags = Flags.of(
                session, judged.item().id(), at, judged.late(), author.source(), judged.evaluation(), judged.today());
        flags.forEach(flag -> Untold.add(
                writes, batch.clinic(), session.patient(), Untold.Kind.OBSERVATION_FLAGGED, flag, batch.now()));
        var from = judged.item().from();
        var followed = from != null && from.isFollowed();
        if (followed) {
            if (from.binds()) {
                audited(writes, AuditEntry.of("DEVICE_BOUND_BY_READING", "session", session.id(), session.patient()));
            }
            Untold.add(
                    writes,
                    batch.clinic(),
                    session.patient(),
                    Untold.Kind.READING_TAKEN,
                    new Untold.ReadingTaken(session.id(), from),
                    batch.now());
        }
        return followed || !judged.changes().isEmpty() || !flags.isEmpty();
    }

    /** Once stored, alarms are shown again as stored, and the reading for the first time. */
    private void show(ReadingBatch batch, ReadingBatch.Judged judged) {
        for (var change : judged.changes()) {
            live.publish(batch.clinic(), batch.session(), change, batch.now(), true);
        }
        var number = judged.taking().number();
        live.publish(
                batch.clinic(),
                batch.session(),
                judged.item().id(),
                judged.taking().time().at(),
                judged.taking().values(),
                number == null ? null : number.device(),
                judged.late(),
                batch.now());
    }

    private static List<Outcome> outcomes(ReadingBatch batch, Written written) {
        var taken = new HashMap<UUID, ObservationJson.Taken>();
        for (var judged : written.judged()) {
            taken.put(
                    judged.item().id(),
                    new ObservationJson.Taken(
                            judged.item().id(),
                            judged.taking().time().at(),
                            batch.now(),
                            judged.late(),
                            false,
                            ObservationRows.findings(judged),
                            judged.alarmIds()));
        }
        var outcomes = new ArrayList<Outcome>();
        for (var one : written.checked()) {
            if (one.refused() != null) {
                outcomes.add(new Outcome(null, one.refused()));
            } else if (one.repeats() != null) {
                var first = taken.get(one.repeats());
                outcomes.add(new Outcome(
                        first == null
                                ? again(written.repeated().get(one.repeats()), written.session())
                                : repeated(first),
                        null));
            } else {
                outcomes.add(new Outcome(taken.get(one.item().id()), null));
            }
        }
        return outcomes;
    }

    private static ObservationJson.Taken repeated(ObservationJson.Taken first) {
        return new ObservationJson.Taken(
                first.id(),
                first.observedAt(),
                first.receivedAt(),
                first.late(),
                true,
                first.findings(),
                first.alarmIds());
    }

    private static ObservationJson.Taken again(ObservationJson.@Nullable View view, SessionAtBedside session) {
        var first = Objects.requireNonNull(view, "a number that was taken has its reading");
        var open = session.alarms().open();
        return new ObservationJson.Taken(
                first.id(),
                first.observedAt(),
                first.receivedAt(),
                first.late(),
                true,
                first.findings(),
                first.findings().stream()
                        .map(finding -> open.get(finding.rule()))
                        .filter(Objects::nonNull)
                        .map(alarm -> alarm.id())
                        .toList());
    }

    /** The database cannot do it now. What is known of the session is enough to judge, and to show. */
    private List<Outcome> unstored(ReadingBatch batch, ReadingJudge.Shown shown, SqlFailure failure) {
        if (!Bedside.isUnavailable(failure)) {
            throw failure;
        }
        var session = sessions.find(batch.clinic(), batch.session())
                .orElseThrow(() -> Problem.of(PlatformProblem.UNAVAILABLE).header("Retry-After", TRY_AGAIN_SECONDS));
        ReadingJudge.mustBeObserved(session);
        var judgedBefore = unstored.of(batch);
        var checked = judge.check(session, batch, new ReadingBatch.Numbers(judgedBefore));
        if (batch.together()) {
            for (var one : checked) {
                if (one.refused() != null) {
                    count.count(ReadingCount.End.REFUSED, batch.items().size());
                    throw one.refused();
                }
            }
        }
        var outcome = judge.judge(session, checked, batch.now(), shown);
        sessions.put(outcome.after());
        unstored.judged(batch, outcome.judged());
        var alarms = new ArrayList<UUID>();
        outcome.judged().forEach(judged -> alarms.addAll(judged.alarmIds()));
        count.unstored(checked, outcome.judged().size());
        if (batch.together()) {
            throw notStored(alarms);
        }
        return checked.stream()
                .map(one -> new Outcome(null, one.refused() == null ? notStored(alarms) : one.refused()))
                .toList();
    }

    private static Problem notStored(List<UUID> alarms) {
        return Problem.of(SessionProblem.ALARM_NOT_STORED)
                .header("Retry-After", TRY_AGAIN_SECONDS)
                .with("alarmIds", List.copyOf(alarms));
    }
}
