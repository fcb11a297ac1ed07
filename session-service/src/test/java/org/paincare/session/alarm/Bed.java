package org.paincare.session.alarm;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.paincare.session.NamedIds;
import org.paincare.session.monitoring.AltitudeProfiles;
import org.paincare.session.monitoring.Baseline;
import org.paincare.session.monitoring.Readings;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.monitoring.VitalLimits;

/** A session at the bedside in Bogotá, for tests of the core: its state, and what comes to it. */
final class Bed {

    static final Instant START = Instant.parse("2026-03-02T14:00:00Z");
    static final AlarmRules RULES = AlarmRules.builtIn();
    private static final VitalLimits LIMITS = VitalLimits.builtIn();
    private static final AltitudeProfiles PROFILES = AltitudeProfiles.builtIn();
    private static final UUID SESSION = NamedIds.of("a bed");

    private final AlarmCore core = new AlarmCore(RULES);
    AlarmState state = AlarmState.NEW;
    AlarmCore.Step last = new AlarmCore.Step(state, false, java.util.List.of());
    Instant now = START;

    static UUID name(String rule, BedsideReading first) {
        return NamedIds.of("alarm/" + SESSION + "/" + rule + "/" + first.name());
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** A device's reading of oxygen saturation, by its number alone. */
    AlarmCore.Step spo2(String boot, long sequence, int percent) {
        return device(boot, sequence, now, Map.of(Sign.SPO2, percent), false);
    }

    AlarmCore.Step device(String boot, long sequence, Instant deviceTime, Map<Sign, Integer> values, boolean backfill) {
        var time = ReadingTime.ofDevice(RULES.deviceClock(), deviceTime, null, now, backfill);
        return take(reading("monitor", new Position(boot, sequence), time.at(), now, values, backfill));
    }

    AlarmCore.Step person(Instant at, Map<Sign, Integer> values) {
        return take(reading(null, null, at, now, values, false));
    }

    private AlarmCore.Step take(BedsideReading reading) {
        last = core.read(state, reading, Bed::name);
        state = last.state();
        return last;
    }

    static BedsideReading reading(
            String device,
            Position position,
            Instant at,
            Instant receivedAt,
            Map<Sign, Integer> values,
            boolean backfill) {
        var exact = new EnumMap<Sign, BigDecimal>(Sign.class);
        values.forEach((sign, value) -> exact.put(sign, BigDecimal.valueOf(value)));
        var evaluation = LIMITS.evaluate(
                Readings.of(exact),
                Baseline.UNKNOWN,
                PROFILES.find("BOGOTA_2640").orElseThrow());
        return new BedsideReading(UUID.randomUUID(), device, position, at, receivedAt, backfill, exact, evaluation);
    }

    OpenAlarm alarm(String rule) {
        return state.open().get(rule);
    }

    void acknowledged(String rule) {
        put(core.acknowledge(alarm(rule), now));
    }

    /** Every step that is due by now, one after the other. */
    java.util.List<AlarmChange> ticks() {
        var taken = new java.util.ArrayList<AlarmChange>();
        for (var alarm : java.util.List.copyOf(state.open().values())) {
            var change = core.tick(alarm, now);
            while (change.isPresent()) {
                taken.add(change.get());
                put(change.get().alarm());
                change = core.tick(change.get().alarm(), now);
            }
        }
        return taken;
    }

    private void put(OpenAlarm alarm) {
        var open = new java.util.HashMap<>(state.open());
        if (alarm.status() == OpenAlarm.Status.CLOSED) {
            open.remove(alarm.rule());
        } else {
            open.put(alarm.rule(), alarm);
        }
        state = state.withOpen(open);
    }
}
