package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.due.Timer;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.session.live.LiveEvent;
import org.paincare.session.live.LiveFeed;
import org.paincare.testing.local.DemoClinic;

/** What does not happen at the bedside: sets that nobody records, monitors that fall silent. */
@QuarkusTest
class WatchTest {

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    @Inject
    Timer timer;

    @Inject
    LiveFeed feed;

    private UUID patient;
    private UUID session;

    @BeforeEach
    void anInfusionRuns() {
        ward.opens();
        patient = ward.patient();
        session = ward.bookedSession(patient);
    }

    @Test
    void anOverdueSetWarnsGoesToTheHeadNurseAndEndsWithARecord() {
        ward.infusing(session);
        run();
        assertThat(minutesFromStart(dueSets().at("/next/at"))).isEqualTo(5);
        pass(9);
        assertThat(alarms()).isEmpty();
        assertThat(dueSets().at("/open/0/state").asText()).isEqualTo("DUE");

        pass(2);
        assertThat(alarms()).containsExactly("OBSERVATION_SET_OVERDUE ALERT RAISED");
        assertThat(openTasks()).isEmpty();
        pass(5);
        assertThat(alarms())
                .containsExactly("OBSERVATION_SET_OVERDUE ALERT RAISED", "OBSERVATION_SET_ESCALATED ALERT RAISED");
        assertThat(openTasks()).containsExactly("TAKE_OVERDUE_SET");
        assertThat(dueSets().at("/open/0/escalated").asBoolean()).isTrue();
        assertThat(events.told(patient, "AlarmRaised"))
                .extracting(told -> told.get("kind").asText())
                .containsOnly("OVERDUE");

        ward.normal(session);
        run();
        assertThat(openTasks()).isEmpty();
        assertThat(dueSets().get("open")).isEmpty();
        assertThat(dueSets().at("/items/0/state").asText()).isIn("DONE_LATE", "MISSED", "DONE");
        assertThat(minutesFromStart(dueSets().at("/next/at"))).isEqualTo(30);
    }

    @Test
    void aClinicsOwnTimesDecideWhatIsDueAndWhoIsAskedNext() {
        events.reconfigured(
                DemoClinic.BOGOTA,
                "America/Bogota",
                "OBSERVE_AFTER_RISE_MINUTES=3",
                "SET_OVERDUE_MINUTES=2",
                "SET_ESCALATED_MINUTES=4");
        try {
            ward.infusing(session);
            run();
            assertThat(minutesFromStart(dueSets().at("/next/at"))).isEqualTo(3);
            assertThat(dueSets().get("warnAfterSeconds").asInt()).isEqualTo(120);
            assertThat(dueSets().get("policyVersion").asText()).isNotEmpty();
            pass(6);
            assertThat(alarms()).containsExactly("OBSERVATION_SET_OVERDUE ALERT RAISED");
            pass(2);
            assertThat(openTasks()).containsExactly("TAKE_OVERDUE_SET");
        } finally {
            events.reconfigured(DemoClinic.BOGOTA, "America/Bogota");
        }
        assertThat(dueSets().has("policyVersion")).isFalse();
    }

    @Test
    void aClinicsOwnLimitDecidesWhatIsAnAlarm() {
        events.reconfigured(DemoClinic.BOGOTA, "America/Bogota", "ALERT_HR_ABOVE=75");
        try {
            ward.infusing(session);
            ward.normal(session);
            assertThat(alarms()).containsExactly("V-HR-HIGH ALERT RAISED");
        } finally {
            events.reconfigured(DemoClinic.BOGOTA, "America/Bogota");
        }
    }

    @Test
    void anAlarmThatWasSeenComesAgainWhileTheSetIsMissing() {
        ward.infusing(session);
        pass(11);
        acknowledge();
        pass(1);
        assertThat(alarms()).containsExactly("OBSERVATION_SET_OVERDUE ALERT ACKNOWLEDGED");

        pass(15);

        assertThat(alarms()).contains("OBSERVATION_SET_OVERDUE ALERT RAISED");
    }

    @Test
    void alertsOfOverdueSetsHoldNobodyUp() {
        ward.infusing(session);
        pass(20);
        assertThat(alarms()).isNotEmpty();
        Ward.as("nurse").post("/v1/sessions/" + session + "/pauses").expect(200);
        ward.command("prescriber", session, "resumptions", Map.of("reason", "no reason to wait"))
                .expect(200);
    }

    @Test
    void boardsAreToldWhatIsDueWhenItChanges() {
        var told = new CopyOnWriteArrayList<LiveEvent>();
        var end = feed.listen(event -> {
            if (event.sessionId().equals(session) && event.kind() == LiveEvent.Kind.DUE_SET) {
                told.add(event);
            }
        });
        try {
            ward.infusing(session);
            run();
            var before = told.size();
            run();
            assertThat(told).hasSize(before).isNotEmpty();
            pass(6);
            assertThat(told).hasSize(before + 1);
            ward.normal(session);
            run();
            assertThat(told).hasSize(before + 2);
            assertThat(told.getLast().stored()).isTrue();
        } finally {
            end.run();
        }
    }

    @Test
    void aMonitorThatFallsSilentCallsWithinTwoSecondsAndNotBefore() {
        var monitor = Machines.registered("MONITOR");
        ward.infusing(session);
        // Three days behind, two hours ahead of the truth: only when it was heard counts.
        monitor.says(
                        session,
                        monitor.code(),
                        clinic.now().minus(Duration.ofDays(3)).toString())
                .expect(201);
        clinic.seconds(10);
        var began = System.nanoTime();
        var last = Instant.parse(
                monitor.says(session).expect(201).json().get("receivedAt").asText());
        clinic.seconds(5);
        run();
        assertThat(alarms()).isEmpty();

        clinic.seconds(10);
        Waiting.until(() -> !alarms().isEmpty());

        assertThat(alarms()).containsExactly("READINGS_STOPPED CRITICAL RAISED");
        var raised = Instant.parse(alarmList().getFirst().get("raisedAt").asText());
        // The clinic's time goes on while a busy machine is slow.
        var slow = Duration.ofNanos(System.nanoTime() - began);
        assertThat(Duration.between(last, raised))
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(17).plus(slow));
        var told = events.told(patient, "AlarmRaised").getLast();
        assertThat(told.get("kind").asText()).isEqualTo("DEAD_MAN");
        assertThat(told.get("action").asText()).isEqualTo("CALL");

        acknowledge();
        clinic.seconds(60);
        run();
        assertThat(alarms()).as("it was seen a moment ago").containsExactly("READINGS_STOPPED CRITICAL ACKNOWLEDGED");
        clinic.seconds(541);
        run();
        assertThat(alarms()).contains("READINGS_STOPPED CRITICAL RAISED");
    }

    @Test
    void aMonitorWhoseClockRunsWrongIsHeardAllTheSame() {
        var monitor = Machines.registered("MONITOR");
        ward.infusing(session);
        var deviceTime = clinic.now().minus(Duration.ofDays(3));
        for (int i = 0; i < 8; i++) {
            // One and a half times too fast.
            monitor.says(
                            session,
                            monitor.code(),
                            deviceTime.plusSeconds(i * 15L).toString())
                    .expect(201);
            clinic.seconds(10);
            run();
        }
        assertThat(alarms()).isEmpty();
    }

    @Test
    void nobodyIsCalledWhereNoMonitorHasToBeHeard() {
        var monitor = Machines.registered("MONITOR");
        ward.checkedIn(session);
        monitor.bound(session).expect(201);
        clinic.seconds(60);
        run();
        assertThat(alarms()).as("before the drug").isEmpty();

        var other = ward.bookedSession(ward.patient());
        ward.infusing(other);
        clinic.seconds(60);
        run();
        assertThat(alarms(other)).as("without a monitor").isEmpty();

        var unbound = ward.bookedSession(ward.patient());
        ward.infusing(unbound);
        var second = Machines.registered("MONITOR");
        second.says(unbound).expect(201);
        var binding = Ward.as("nurse")
                .get("/v1/sessions/" + unbound + "/device-bindings")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        Ward.as("nurse")
                .post("/v1/sessions/" + unbound + "/device-bindings/" + binding + "/end")
                .expect(200);
        clinic.seconds(60);
        run();
        assertThat(alarms(unbound)).as("taken off").isEmpty();
    }

    @Test
    void aCuffThatMeasuresNowAndThenIsNotWaitedForButALostProbeIsNoticed() {
        var cuff = Machines.registered("MONITOR");
        ward.infusing(session);
        cuff.says(session, Map.of("sbpMmHg", 124, "dbpMmHg", 78)).expect(201);
        clinic.seconds(60);
        run();
        assertThat(alarms()).as("a cuff").isEmpty();

        var monitor = Machines.registered("MONITOR");
        monitor.says(session).expect(201);
        clinic.seconds(10);
        monitor.says(session, Map.of("hrPerMinute", 72)).expect(201);
        clinic.seconds(6);
        run();
        assertThat(alarms()).as("a probe that fell off").containsExactly("READINGS_STOPPED CRITICAL RAISED");
    }

    @Test
    void aRevokedMonitorIsSilentAndSomebodyIsCalled() {
        var monitor = Machines.registered("MONITOR");
        ward.infusing(session);
        monitor.says(session).expect(201);
        monitor.revoked();
        clinic.seconds(16);
        run();

        assertThat(alarms()).containsExactly("READINGS_STOPPED CRITICAL RAISED");
    }

    private void pass(long minutes) {
        clinic.minutes(minutes);
        run();
    }

    private void run() {
        Tenancy.apartFromTheRequest(timer::runDue);
    }

    private JsonNode dueSets() {
        return Ward.as("nurse")
                .get("/v1/sessions/" + session + "/due-sets")
                .expect(200)
                .json();
    }

    private long minutesFromStart(JsonNode at) {
        var start = Instant.parse(ward.session(session).json().get("startedAt").asText());
        return Duration.between(start, Instant.parse(at.asText())).toMinutes();
    }

    private List<JsonNode> alarmList() {
        return alarmList(session);
    }

    private static List<JsonNode> alarmList(UUID of) {
        return StreamSupport.stream(
                        Ward.as("nurse")
                                .get("/v1/sessions/" + of + "/alarms")
                                .expect(200)
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .toList();
    }

    private List<String> alarms() {
        return alarms(session);
    }

    private static List<String> alarms(UUID of) {
        return alarmList(of).stream()
                .map(alarm -> alarm.get("rule").asText() + " "
                        + alarm.get("level").asText() + " " + alarm.get("state").asText())
                .toList();
    }

    private void acknowledge() {
        alarmList()
                .forEach(alarm -> Ward.as("nurse")
                        .post("/v1/alarms/" + alarm.get("id").asText() + "/acknowledgement", Map.of())
                        .expect(200));
    }

    private List<String> openTasks() {
        return StreamSupport.stream(
                        Ward.as("nurse")
                                .get("/v1/tasks?sessionId=" + session + "&state=OPEN")
                                .expect(200)
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .map(task -> task.get("kind").asText())
                .filter("TAKE_OVERDUE_SET"::equals)
                .toList();
    }
}
