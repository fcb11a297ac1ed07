package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.session.live.LiveEvent;
import org.paincare.session.live.LiveFeed;
import org.paincare.testing.TestServers;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** Observation in, alarm out: whatever else is slow, held or away. */
@QuarkusTest
class BedsidePathTest {

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    @Inject
    LiveFeed feed;

    @Inject
    MeterRegistry figures;

    @Inject
    ExecutorService workers;

    private final List<LiveEvent> seen = new CopyOnWriteArrayList<>();
    private Runnable stop;
    private UUID patient;
    private UUID session;
    private final String device = "monitor-" + UUID.randomUUID();

    @BeforeEach
    void anInfusionRuns() {
        ward.opens();
        patient = ward.patient();
        session = ward.bookedSession(patient);
        ward.infusing(session);
        stop = feed.listen(event -> {
            if (session.equals(event.sessionId())) {
                seen.add(event);
            }
        });
    }

    @AfterEach
    void noMore() {
        stop.run();
    }

    @Test
    void anAlarmIsShownBeforeAndAfterItIsStored() {
        reading(1, 85, Map.of()).expect(201);

        assertThat(seen)
                .filteredOn(e -> e.kind() == LiveEvent.Kind.ALARM)
                .extracting(LiveEvent::stored)
                .containsExactly(false, true);
        assertThat(seen.getLast().kind()).isEqualTo(LiveEvent.Kind.OBSERVATION);
    }

    @Test
    void whoBreaksTheGlassReadsThisPersonsSessionAndAcknowledgesItsAlarmForHalfAnHour() {
        var alarm = UUID.fromString(reading(1, 85, Map.of())
                .expect(201)
                .json()
                .get("alarmIds")
                .get(0)
                .asText());
        var readings = "/v1/sessions/" + session + "/observations";
        var acknowledgement = "/v1/alarms/" + alarm + "/acknowledgement";
        var somebodyElses = ward.bookedSession(ward.patient());
        Ward.as("coordinator").get(readings).refused(403, "FORBIDDEN");
        Ward.as("coordinator").post(acknowledgement, "{}").refused(403, "FORBIDDEN");

        opened("coordinator", Duration.ofMinutes(30));

        Ward.as("coordinator").get(readings).expect(200);
        Ward.as("coordinator")
                .get("/v1/sessions/" + somebodyElses + "/observations")
                .refused(403, "FORBIDDEN");
        Ward.as("pharmacist").post(acknowledgement, "{}").refused(403, "FORBIDDEN");
        Ward.as("coordinator").post(acknowledgement, "{}").expect(200);
        reading(2, 96, Map.of()).expect(201);
        Ward.as("coordinator").post("/v1/sessions/" + session + "/stop", "{}").refused(403, "FORBIDDEN");
        opened("pharmacist", Duration.ofMinutes(-1));
        Ward.as("pharmacist").get(readings).refused(403, "FORBIDDEN");
    }

    @Test
    void aPartnerReadsThisPersonsSessionWithTheirConsentToDiscloseAlone() {
        var partner = Ward.clientOf("demo-partner");
        var readings = "/v1/sessions/" + session + "/observations";
        var plans = "/v1/patients/" + patient + "/plans";
        partner.get(readings).refused(403, "FORBIDDEN");

        events.consented(DemoClinic.BOGOTA, patient, "PART2_DISCLOSURE");

        partner.get(readings).expect(200);
        var plan = partner.get(plans)
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asText();
        partner.get("/v1/plans/" + plan).expect(200);
        partner.post("/v1/sessions/" + session + "/stop", "{}").refused(403, "FORBIDDEN");
        partner.get("/v1/sessions/" + ward.bookedSession(ward.patient()) + "/observations")
                .refused(403, "FORBIDDEN");
    }

    /** Emergency access that ends so long from now. */
    private void opened(String user, Duration lasts) {
        var now = clinic.now();
        events.hear(
                DemoClinic.BOGOTA,
                "patient",
                "EmergencyAccessOpened",
                patient,
                "{\"patientId\":\"%s\",\"accessId\":\"%s\",\"openedBy\":\"%s\",\"expiresAt\":\"%s\",\"occurredAt\":\"%s\"}"
                        .formatted(
                                patient,
                                UUID.randomUUID(),
                                Tokens.identity(user, "bogota").sub(),
                                now.plus(lasts),
                                now.minus(Duration.ofMinutes(2))));
    }

    @Test
    void whoHoldsThePatientsStreamDelaysNoReading() throws SQLException {
        try (var holder = holding("SELECT 1 FROM stream_counter WHERE stream_id = ? FOR UPDATE", patient)) {
            // Taken while it is held: it is let go afterwards only.
            reading(1, 85, Map.of()).expect(201);
            holder.rollback();
        }
        Waiting.until(() -> !events.told(patient, "AlarmRaised").isEmpty());
    }

    @Test
    void whoHoldsTheSessionDelaysNoReading() throws SQLException {
        try (var holder = holding("SELECT 1 FROM session WHERE id = ? FOR NO KEY UPDATE", session)) {
            // Taken while it is held: it is let go afterwards only.
            reading(1, 85, Map.of()).expect(201);
            holder.rollback();
        }
    }

    @Test
    void whatCannotBeStoredIsShownAllTheSameAndTakenTheNextTime() throws SQLException {
        reading(1, 93, Map.of()).expect(201);
        try (var holder = holding("SELECT 1 FROM alarm_state WHERE session_id = ? FOR UPDATE", session)) {
            var refused = reading(2, 85, Map.of()).refused(503, "ALARM_NOT_STORED");
            assertThat(refused.json().get("alarmIds")).isNotEmpty();
            holder.rollback();
        }
        var unstored = seen.getLast();
        assertThat(unstored.kind()).isEqualTo(LiveEvent.Kind.ALARM);
        assertThat(unstored.stored()).isFalse();

        var taken = reading(2, 85, Map.of()).expect(201).json();

        assertThat(taken.get("late").asBoolean()).isFalse();
        assertThat(texts(taken.get("alarmIds"))).contains(unstored.id().toString());
    }

    private double readings(String end) {
        return figures.get("paincare.readings").tag("end", end).counter().count();
    }

    @Test
    void whatIsSentAgainWhileNothingCanBeStoredIsNotLateBecauseOfItself() throws SQLException {
        reading(1, 93, Map.of()).expect(201);
        double unstored = readings("unstored");
        double refused = readings("refused");
        try (var holder = holding("SELECT 1 FROM alarm_state WHERE session_id = ? FOR UPDATE", session)) {
            reading(2, 93, Map.of()).refused(503, "ALARM_NOT_STORED");
            reading(3, 85, Map.of()).refused(503, "ALARM_NOT_STORED");
            reading(2, 93, Map.of()).refused(503, "ALARM_NOT_STORED");
            reading(3, 85, Map.of()).refused(503, "ALARM_NOT_STORED");
            reading(3, 86, Map.of()).refused(409, "READING_CONFLICT");
            assertThat(readings("unstored") - unstored)
                    .as("each counts once, however often it is sent")
                    .isEqualTo(2);
            assertThat(readings("refused") - refused).isEqualTo(1);
            holder.rollback();
        }
        assertThat(seen)
                .filteredOn(e -> e.kind() == LiveEvent.Kind.ALARM)
                .as("sounded once, and not as late")
                .hasSize(1)
                .allSatisfy(e -> assertThat(e.data().toString()).doesNotContain("\"late\":true"));

        assertThat(reading(2, 93, Map.of()).expect(201).json().get("late").asBoolean())
                .isFalse();
        assertThat(reading(3, 85, Map.of()).expect(201).json().get("late").asBoolean())
                .isFalse();
    }

    @Test
    void aFullWorkerPoolDelaysNoReading() throws InterruptedException {
        var release = new CountDownLatch(1);
        var freed = new AtomicInteger();
        try {
            for (int i = 0; i < 500; i++) {
                workers.submit(() -> {
                    release.await(60, TimeUnit.SECONDS);
                    return freed.incrementAndGet();
                });
            }
            reading(1, 85, Map.of()).expect(201);
            assertThat(freed).as("workers that were free by then").hasValue(0);
        } finally {
            release.countDown();
        }
    }

    @Test
    void aDevicesClockIsKeptAndNotBelieved() {
        reading(1, 93, Map.of("observedAt", clinic.now().plusSeconds(7200).toString()))
                .expect(201);
        reading(2, 85, Map.of("observedAt", clinic.now().minusSeconds(259_200).toString()))
                .expect(201);

        var newest = list("?limit=1").get(0);

        assertThat(newest.get("late").asBoolean()).isFalse();
        assertThat(newest.get("observedAt")).isEqualTo(newest.get("receivedAt"));
        assertThat(newest.get("skewMillis").asLong()).isBetween(259_199_000L, 259_210_000L);
        assertThat(newest.get("deviceSequence").asLong()).isEqualTo(2);
    }

    @Test
    void aBackfillIsLateAndPagesNobody() {
        reading(9, 93, Map.of()).expect(201);
        var taken = reading(
                        3,
                        85,
                        Map.of(
                                "backfill",
                                true,
                                "observedAt",
                                clinic.now().minusSeconds(600).toString()))
                .expect(201)
                .json();

        assertThat(taken.get("late").asBoolean()).isTrue();
        var alarm = alarms().get(0);
        assertThat(alarm.get("late").asBoolean()).isTrue();
        assertThat(alarm.has("nextStepAt")).isFalse();
    }

    @Test
    void nobodyAcknowledgesAndOthersAreAsked() {
        reading(1, 85, Map.of()).expect(201);

        clinic.minutes(1);

        Waiting.until(
                () -> "PRESCRIBER".equals(alarms().get(0).path("escalatedTo").asText()));
        Waiting.until(() -> seen.stream().anyMatch(e -> e.data().toString().contains("ESCALATED")));
        var open = Ward.as("nurse")
                .get("/v1/clinics/" + DemoClinic.BOGOTA.id() + "/alarms?state=RAISED&limit=100")
                .expect(200)
                .json()
                .get("items");
        assertThat(open.get(0).get("level").asText()).isEqualTo("CRITICAL");
        Ward.inCartagena("nurse")
                .get("/v1/clinics/" + DemoClinic.BOGOTA.id() + "/alarms")
                .expect(404);
    }

    @Test
    void oneNumberForTwoReadingsIsRefusedAndSomebodyChecksTheDevice() {
        reading(1, 93, Map.of()).expect(201);
        reading(1, 92, Map.of()).refused(409, "READING_CONFLICT");

        Waiting.until(() -> taskKinds().contains("CHECK_DEVICE"));
        var found = events.told(patient, "ReadingConflictFound");
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().get("sequence").asLong()).isEqualTo(1);
    }

    private Answer reading(long sequence, int spo2, Map<String, Object> more) {
        var reading = new LinkedHashMap<String, Object>(more);
        reading.put("device", Map.of("id", device, "boot", "1", "sequence", sequence));
        reading.put("spo2Percent", spo2);
        return ward.observe(session, reading);
    }

    private JsonNode list(String query) {
        return Ward.as("nurse")
                .get("/v1/sessions/" + session + "/observations" + query)
                .expect(200)
                .json()
                .get("items");
    }

    private List<String> taskKinds() {
        return Ward.as("nurse")
                .get("/v1/tasks?patientId=" + patient)
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("kind");
    }

    private JsonNode alarms() {
        return Ward.as("nurse")
                .get("/v1/sessions/" + session + "/alarms")
                .expect(200)
                .json()
                .get("items");
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static Connection holding(String sql, UUID what) throws SQLException {
        var holder = TestServers.shared().postgres().superuser("paincare_session");
        holder.setAutoCommit(false);
        try (var select = holder.prepareStatement(sql)) {
            select.setObject(1, what);
            select.executeQuery();
        }
        return holder;
    }
}
