package org.paincare.session.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.paincare.session.monitoring.Sign;

/**
 * R17: readings of one to three devices, each device's shuffled, repeated and delayed, with clocks that jump.
 *
 * <p>Against the same readings in order, without acknowledgements, what must be equal: which rules are alarmed and at which
 * level, the newest position of each device, the newest value of each of its signs. With acknowledgements: whenever an
 * alarm closes, it was acknowledged, and the readings that had come by then, put in order, end with as many normal ones as
 * it takes; so it never closes earlier than they allow.
 *
 * <p>10,000 seeds, a million in the tier {@code faults} or by {@code -Dr17.seeds=1000000}; {@code -Dr17.first=N} begins
 * elsewhere. A failure names its seed.
 */
class ReadingOrderTest {

    private static final long SEEDS =
            Long.getLong("r17.seeds", "faults".equals(System.getProperty("paincare.tier")) ? 1_000_000 : 10_000);
    private static final long FIRST = Long.getLong("r17.first", 1);

    /** What judges: the real core, or one with a fault. */
    private interface Core {
        AlarmCore.Step read(AlarmState state, BedsideReading reading);
    }

    private static final AlarmCore REAL = new AlarmCore(Bed.RULES);

    private static AlarmCore.Step real(AlarmState state, BedsideReading reading) {
        return REAL.read(state, reading, Bed::name);
    }

    @Test
    void shuffledReadingsComeToTheSameStateAsInOrder() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            holds(seed, ReadingOrderTest::real);
        }
    }

    @Test
    void aCoreThatOrdersByClockIsFound() {
        isFound((state, reading) ->
                real(state, placed(reading, new Position("1", reading.at().toEpochMilli()))));
    }

    @Test
    void aCoreThatOrdersByArrivalIsFound() {
        isFound((state, reading) -> real(
                state, placed(reading, new Position("1", reading.receivedAt().toEpochMilli()))));
    }

    @Test
    void aCoreThatTakesBootsForTextIsFound() {
        isFound((state, reading) -> reading.position() == null
                ? real(state, reading)
                : real(
                        state,
                        placed(
                                reading,
                                new Position(
                                        "b" + reading.position().boot(),
                                        reading.position().sequence()))));
    }

    private static void isFound(Core mutant) {
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= 200; seed++) {
                        holds(seed, mutant);
                    }
                })
                .isInstanceOf(AssertionError.class);
    }

    private static BedsideReading placed(BedsideReading reading, Position position) {
        return reading.position() == null
                ? reading
                : new BedsideReading(
                        reading.id(),
                        reading.device(),
                        position,
                        reading.at(),
                        reading.receivedAt(),
                        reading.backfill(),
                        reading.values(),
                        reading.evaluation());
    }

    private static void holds(long seed, Core core) {
        var random = new SplittableRandom(seed);
        var inOrder = inOrder(random);
        var arrivals = shuffled(inOrder, random);
        sameState(seed, core, inOrder, arrivals);
        neverEarlier(seed, core, arrivals, random);
    }

    /** Each device's readings in the order of their numbers; its own clock says anything. */
    private static List<BedsideReading> inOrder(SplittableRandom random) {
        var readings = new ArrayList<BedsideReading>();
        int devices = 1 + random.nextInt(3);
        for (int device = 0; device < devices; device++) {
            long boot = 8 + random.nextInt(3);
            long sequence = random.nextInt(5);
            var clock = Bed.START.plusSeconds(random.nextInt(-500_000, 500_000));
            int many = 3 + random.nextInt(12);
            for (int i = 0; i < many; i++) {
                if (random.nextInt(8) == 0) {
                    boot++;
                    sequence = 0;
                }
                sequence += 1 + random.nextInt(2);
                clock = clock.plusSeconds(random.nextInt(-20, 40));
                readings.add(Bed.reading(
                        "device-" + device,
                        new Position(Long.toString(boot), sequence),
                        clock,
                        Bed.START.plusSeconds(readings.size()),
                        values(random),
                        false));
            }
        }
        return readings;
    }

    private static Map<Sign, Integer> values(SplittableRandom random) {
        var values = new HashMap<Sign, Integer>();
        values.put(Sign.SPO2, 84 + random.nextInt(12));
        if (random.nextInt(3) > 0) {
            values.put(Sign.HR, random.nextInt(4) == 0 ? 100 + random.nextInt(40) : 70 + random.nextInt(5));
        }
        if (random.nextInt(4) == 0) {
            values.put(Sign.SBP, 120 + random.nextInt(70));
        }
        return values;
    }

    /** Delayed by up to eight places, some twice. */
    private static List<BedsideReading> shuffled(List<BedsideReading> inOrder, SplittableRandom random) {
        record Place(BedsideReading reading, int at) {}
        var places = new ArrayList<Place>();
        for (int i = 0; i < inOrder.size(); i++) {
            places.add(new Place(inOrder.get(i), i * 2 + random.nextInt(16)));
            if (random.nextInt(6) == 0) {
                places.add(new Place(inOrder.get(i), i * 2 + random.nextInt(30)));
            }
        }
        places.sort(Comparator.comparing(Place::at));
        var arrivals = new ArrayList<BedsideReading>();
        for (var place : places) {
            var reading = place.reading();
            arrivals.add(new BedsideReading(
                    reading.id(),
                    reading.device(),
                    reading.position(),
                    reading.at(),
                    Bed.START.plusSeconds(arrivals.size()),
                    false,
                    reading.values(),
                    reading.evaluation()));
        }
        return arrivals;
    }

    private static void sameState(long seed, Core core, List<BedsideReading> inOrder, List<BedsideReading> arrivals) {
        var expected = run(ReadingOrderTest::real, inOrder);
        var found = run(core, arrivals);
        assertThat(alarmed(found)).as("alarmed, seed %d", seed).isEqualTo(alarmed(expected));
        assertThat(newest(found)).as("newest, seed %d", seed).isEqualTo(newest(expected));
    }

    private static AlarmState run(Core core, List<BedsideReading> readings) {
        var state = AlarmState.NEW;
        for (var reading : readings) {
            state = core.read(state, reading).state();
        }
        return state;
    }

    private static Map<String, String> alarmed(AlarmState state) {
        var alarmed = new TreeMap<String, String>();
        state.open().forEach((rule, alarm) -> alarmed.put(rule, alarm.level().name()));
        return alarmed;
    }

    private static Map<String, String> newest(AlarmState state) {
        var newest = new TreeMap<String, String>();
        state.sources().forEach((device, source) -> {
            newest.put(device, String.valueOf(source.newest()));
            source.values()
                    .forEach((sign, seen) -> newest.put(device + " " + sign, seen.value() + " at " + seen.position()));
        });
        return newest;
    }

    /** One device; every alarm is acknowledged now and then. */
    private static void neverEarlier(long seed, Core core, List<BedsideReading> all, SplittableRandom random) {
        var arrivals = all.stream()
                .filter(reading -> "device-0".equals(reading.device()))
                .collect(Collectors.toCollection(ArrayList::new));
        var acknowledgements = new HashSet<Integer>();
        for (int i = 0; i < arrivals.size(); i++) {
            if (random.nextInt(3) == 0) {
                acknowledgements.add(i);
            }
        }
        var state = AlarmState.NEW;
        for (int i = 0; i < arrivals.size(); i++) {
            var reading = arrivals.get(i);
            var step = core.read(state, reading);
            state = step.state();
            for (var change : step.changes()) {
                if (change.kind() == AlarmChange.Kind.CLOSED) {
                    assertThat(change.alarm().acknowledgedAt())
                            .as("somebody saw it, seed %d", seed)
                            .isNotNull();
                    assertThat(notOverInOrder(arrivals.subList(0, i + 1)))
                            .as(
                                    "%s closed at reading %d, seed %d",
                                    change.alarm().rule(), i, seed)
                            .doesNotContain(change.alarm().rule());
                }
            }
            if (acknowledgements.contains(i)) {
                state = acknowledgeAll(state, reading.receivedAt());
            }
        }
    }

    private static AlarmState acknowledgeAll(AlarmState state, Instant at) {
        var open = new HashMap<String, OpenAlarm>();
        state.open()
                .forEach((rule, alarm) -> open.put(
                        rule, alarm.status() == OpenAlarm.Status.RAISED ? REAL.acknowledge(alarm, at) : alarm));
        return state.withOpen(open);
    }

    /** The rules that these readings in order leave open even where somebody acknowledges at once whatever is raised. */
    private static Set<String> notOverInOrder(List<BedsideReading> arrived) {
        var byPosition = new TreeMap<Position, BedsideReading>();
        arrived.forEach(reading -> byPosition.putIfAbsent(reading.position(), reading));
        var state = AlarmState.NEW;
        for (var reading : byPosition.values()) {
            state = acknowledgeAll(real(state, reading).state(), Bed.START);
        }
        return state.open().keySet();
    }
}
