package org.paincare.e2e.bedside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.bedside.AlarmLatency;
import org.paincare.local.bedside.LiveBoard;
import org.paincare.local.demo.DemoTime;
import org.paincare.local.demo.LiveInfusion;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** Running infusions, and a board that hears of them while other things break. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BedsideTest {

    private static final List<Component> OTHERS = List.of(Component.KAFKA, Component.PATIENT, Component.OUTCOME);
    private static final int FOR_LATENCY = 5;
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration DEAD_MAN_WITHIN = Duration.ofSeconds(2);

    private static final Duration OTHER_RAISES_WITHIN = Duration.ofSeconds(5);

    private final Whole whole = Whole.running();
    private List<UUID> sessions = List.of();
    private LiveBoard board;

    @BeforeAll
    void infusionsRun() throws Exception {
        whole.awaitReady();
        sessions = LiveInfusion.begin(
                        whole.people(),
                        new DemoTime(whole.system().addresses()),
                        Long.toString(System.nanoTime(), 36),
                        FOR_LATENCY + 2 + WrongClock.values().length)
                .stream()
                .map(LiveInfusion::sessionId)
                .toList();
        board = LiveBoard.open(
                whole.system().url(Component.GATEWAY), DemoClinic.BOGOTA.id(), () -> whole.tokenOf("nurse"));
    }

    @AfterAll
    void boardIsClosed() {
        board.close();
    }

    /** R4's clause on alarms. */
    @Test
    void anAlarmTakesNoLongerWhileBrokerAndOtherServicesAreDown() throws Exception {
        Api nurse = whole.people().of("nurse");
        AlarmLatency latency = new AlarmLatency(board, sessions.subList(0, FOR_LATENCY));
        latency.sample(nurse, Tier.current().alarms / 2);
        List<Double> normal = latency.sample(nurse, Tier.current().alarms);
        List<Double> faulty;
        OTHERS.forEach(whole.system()::keepDown);
        try {
            faulty = latency.sample(nurse, Tier.current().alarms);
        } finally {
            for (Component component : OTHERS) {
                whole.system().bringUp(component);
            }
        }
        Evidence.of(
                "R4",
                "reading to board while broker and others are away, median %.1f ms (%.1f ms before), longest %.1f ms"
                        .formatted(
                                AlarmLatency.quantile(faulty, 0.5),
                                AlarmLatency.quantile(normal, 0.5),
                                Collections.max(faulty)));
        whole.awaitReady();

        assertThat(AlarmVerdict.findings(normal, faulty)).isEmpty();
    }

    @Test
    void anAlarmBehindTheBrokerWouldBeNoticed() {
        List<Double> normal = Collections.nCopies(20, 30.0);

        assertThat(AlarmVerdict.findings(normal, Collections.nCopies(20, 120_000.0)))
                .hasSize(2);
        assertThat(AlarmVerdict.findings(normal, Collections.nCopies(20, 80.0))).hasSize(1);
    }

    /** What cannot be stored is shown all the same, and refused so that the sender keeps it. */
    @Test
    void anAlarmIsShownWhileTheDatabaseIsDown() throws Exception {
        UUID session = sessions.get(FOR_LATENCY + 1);
        String readings = "/v1/sessions/" + session + "/observations";
        Map<String, Integer> fast = Map.of("rrPerMinute", 32);
        Api nurse = whole.people().of("nurse");
        nurse.post(readings, Map.of("rrPerMinute", 14)).expect(201);
        whole.system().keepDown(Component.POSTGRES);
        try {
            assertThat(nurse.post(readings, fast)
                            .expect(503)
                            .json()
                            .path("code")
                            .asText())
                    .isEqualTo("ALARM_NOT_STORED");
            assertThat(board.awaitAlarm(session, "V-RR-CRITICAL-HIGH", Duration.ofSeconds(5))
                            .data()
                            .path("stored")
                            .asBoolean(true))
                    .isFalse();
        } finally {
            whole.system().bringUp(Component.POSTGRES);
        }
        whole.awaitReady();
        Await.until(
                "the reading is taken when it is sent again",
                Whole.PATIENCE,
                () -> nurse.post(readings, fast).status() == 201);
        assertThat(isRaised(session, "V-RR-CRITICAL-HIGH")).isTrue();
    }

    /** R7, and R18 beside it: one monitor falls silent; clocks that are wrong change nothing about the others. */
    @Test
    void aSilentMonitorIsMissedInTimeAndAWrongClockNeitherHidesNorRaisesAnything() throws Exception {
        BedsideMonitor silent = BedsideMonitor.registered(whole, sessions.get(FOR_LATENCY), Duration.ZERO);
        List<BedsideMonitor> wrong = WrongClock.monitors(whole, sessions.subList(FOR_LATENCY + 2, sessions.size()));
        silent.send(94, Instant.now());
        Instant lastHeard = Instant.now();
        LiveBoard.Heard missed = null;
        while (missed == null) {
            for (BedsideMonitor monitor : wrong) {
                monitor.send(94, Instant.now());
            }
            if (Duration.between(lastHeard, Instant.now())
                            .compareTo(SILENCE.plus(DEAD_MAN_WITHIN).plusSeconds(3))
                    > 0) {
                throw new AssertionError("nobody misses the silent monitor");
            }
            missed = board.heardWithin(Duration.ofSeconds(1), silent.session(), "READINGS_STOPPED");
        }
        Duration after = Duration.between(lastHeard, missed.at());
        Evidence.of("R7", "missed %.1f s after its last reading".formatted(after.toMillis() / 1000.0));

        assertThat(after).isBetween(SILENCE.minusSeconds(1), SILENCE.plus(DEAD_MAN_WITHIN));
        for (BedsideMonitor monitor : wrong) {
            assertThat(board.hasHeardAlarm(monitor.session(), "READINGS_STOPPED"))
                    .as("a dead-man alarm of a monitor that is heard")
                    .isFalse();
            monitor.send(85, Instant.now());
            board.awaitAlarm(monitor.session(), "V-SPO2-CRITICAL", Duration.ofSeconds(5));
        }
    }

    /** R6. */
    @Test
    void whereOneSessionServiceStandsStillTheOtherRaisesTheAlarm() throws Exception {
        UUID session = sessions.get(FOR_LATENCY + 1);
        try (AutoCloseable second = whole.secondSession()) {
            BedsideMonitor monitor = BedsideMonitor.registered(whole, session, Duration.ZERO);
            for (int i = 0; i < 4; i++) {
                monitor.send(94, Instant.now());
            }
            whole.system().freeze(Component.SESSION);
            Duration took;
            try {
                Instant falls = Instant.now();
                monitor.sendUntilTaken(85, falls, OTHER_RAISES_WITHIN);
                Await.until(
                        "the alarm of the reading", OTHER_RAISES_WITHIN, () -> isRaised(session, "V-SPO2-CRITICAL"));
                took = Duration.between(falls, Instant.now());
            } finally {
                whole.system().thaw(Component.SESSION);
            }
            Evidence.of("R6", "raised by the other %.1f s after the reading".formatted(took.toMillis() / 1000.0));
            assertThat(took).isLessThan(OTHER_RAISES_WITHIN);
        }
        whole.awaitReady();
    }

    private boolean isRaised(UUID session, String rule) {
        for (var alarm : whole.people()
                .of("nurse")
                .get("/v1/sessions/" + session + "/alarms")
                .json()
                .path("items")) {
            if (alarm.path("rule").asText().equals(rule)) {
                return true;
            }
        }
        return false;
    }

    /** R18: how a monitor's clock may be wrong. */
    private enum WrongClock {
        THREE_DAYS_BEHIND,
        TWO_HOURS_AHEAD,
        HALF_AS_FAST_AGAIN;

        static List<BedsideMonitor> monitors(Whole whole, List<UUID> sessions) {
            return List.of(
                    BedsideMonitor.registered(whole, sessions.get(THREE_DAYS_BEHIND.ordinal()), Duration.ofDays(-3)),
                    BedsideMonitor.registered(whole, sessions.get(TWO_HOURS_AHEAD.ordinal()), Duration.ofHours(2)),
                    BedsideMonitor.registered(whole, sessions.get(HALF_AS_FAST_AGAIN.ordinal()), Duration.ZERO)
                            .running(1.5));
        }
    }
}
