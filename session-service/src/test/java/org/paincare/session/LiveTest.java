package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paincare.testing.TestServers;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** Boards and tablets see at once what happens at the bedside, whichever replica it happens at. */
@QuarkusTest
@Timeout(60)
class LiveTest {

    private static final String BOARD = "/v1/clinics/" + DemoClinic.BOGOTA.id() + "/stream";
    private static final int MANY = 200;

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    AgroalDataSource pool;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
        OtherReplica.hangs(false);
    }

    private UUID checkedIn() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        return session;
    }

    private void tooHigh(UUID session) {
        ward.observe(session, Map.of("sbpMmHg", 183, "dbpMmHg", 98)).expect(201);
    }

    private static String of(UUID session) {
        return "/v1/sessions/" + session + "/stream";
    }

    @Test
    void aBoardShowsWhatStandsAndThenWhatHappens() {
        var session = checkedIn();
        tooHigh(session);
        try (var board = Listening.to(BOARD, Tokens.of("nurse"))) {
            assertThat(board.status()).isEqualTo(200);
            assertThat(board.header("Content-Type")).startsWith("text/event-stream");
            assertThat(board.header("Cache-Control")).isEqualTo("no-store");
            assertThat(board.header("X-Accel-Buffering")).isEqualTo("no");
            var standing = board.until(seen -> seen.is("session") && seen.of(session));
            assertThat(standing.getFirst().name()).isEqualTo("heartbeat");
            assertThat(standing.getLast().text("state")).isEqualTo("CHECKED_IN");
            assertThat(standing)
                    .filteredOn(seen -> seen.is("alarm") && seen.of(session))
                    .extracting(seen -> seen.text("rule"))
                    .contains("V-SBP-CRITICAL-HIGH");

            ward.observe(session, Map.of("spo2Percent", 80)).expect(201);

            var happened = board.until(seen -> seen.is("observation") && seen.of(session));
            assertThat(happened.getLast().data().at("/values/SPO2").asInt()).isEqualTo(80);
            assertThat(happened.getLast().id()).isNotEmpty();
            assertThat(happened)
                    .filteredOn(seen -> seen.is("alarm") && seen.of(session))
                    .extracting(seen -> seen.text("state") + " " + seen.text("sign") + " " + seen.text("stored"))
                    .contains("RAISED SPO2 true");
            assertThat(happened.toString()).doesNotContain("patientId");
            board.next(seen -> seen.is("heartbeat"));
        }
    }

    @Test
    void aTabletShowsItsOwnBedside() {
        var mine = checkedIn();
        var another = checkedIn();
        try (var tablet = Listening.to(of(mine), Tokens.of("nurse"))) {
            tooHigh(another);
            ward.observe(mine, Map.of("hrPerMinute", 71)).expect(201);
            assertThat(tablet.until(seen -> seen.is("observation")))
                    .filteredOn(seen -> !seen.is("heartbeat"))
                    .allMatch(seen -> seen.of(mine));
        }
    }

    @Test
    void acknowledgingAnAlarmAndMovingTheSessionAreSeen() {
        var session = checkedIn();
        tooHigh(session);
        try (var tablet = Listening.to(of(session), Tokens.of("prescriber"))) {
            var alarm = tablet.next(seen -> seen.is("alarm"));
            var version = tablet.next(seen -> seen.is("session"))
                    .data()
                    .get("version")
                    .asInt();
            Ward.as("nurse")
                    .post("/v1/alarms/" + alarm.text("id") + "/acknowledgement", Map.of("action", "TREATED"))
                    .expect(200);
            assertThat(tablet.next(seen -> seen.is("alarm") && seen.text("id").equals(alarm.text("id")))
                            .text("state"))
                    .isEqualTo("ACKNOWLEDGED");
            ward.command(
                    "nurse", session, "cancellation", Map.of("reason", "CLINIC", "explanation", "no pump is free"));
            assertThat(tablet.next(seen -> seen.is("session"))
                            .data()
                            .get("version")
                            .asInt())
                    .isGreaterThan(version);
        }
    }

    @Test
    void whoComesBackIsShownWhatWasMissedAndAnIdThatNobodyKnowsBeginsAnew() {
        var session = checkedIn();
        String last;
        try (var tablet = Listening.to(of(session), Tokens.of("nurse"))) {
            ward.observe(session, Map.of("hrPerMinute", 70)).expect(201);
            last = tablet.next(seen -> seen.is("observation")).id();
        }
        ward.observe(session, Map.of("hrPerMinute", 140)).expect(201);

        try (var tablet = Listening.to(of(session), Tokens.of("nurse"), "Last-Event-ID", last)) {
            var again = tablet.until(seen ->
                    seen.is("observation") && seen.data().at("/values/HR").asInt() == 140);
            assertThat(again).extracting(Listening.Seen::id).doesNotContain(last);
            assertThat(again).noneMatch(seen -> seen.is("resync"));
        }
        for (var unknown : List.of(UUID.randomUUID().toString(), "1", "'; drop")) {
            try (var tablet = Listening.to(of(session), Tokens.of("nurse"), "Last-Event-ID", unknown)) {
                assertThat(tablet.next(seen -> seen.is("resync")).text("reason"))
                        .isEqualTo("ID_UNKNOWN");
                assertThat(tablet.next(seen -> seen.is("session")).of(session)).isTrue();
            }
        }
    }

    @Test
    void aStreamEndsWithTheTokenAndSaysSo() {
        var ending = Instant.now().plusSeconds(5).getEpochSecond();
        var token = Tokens.maker().changed(Tokens.identity("nurse", "bogota"), claims -> claims.put("exp", ending));
        try (var board = Listening.to(BOARD, token)) {
            assertThat(board.next(seen -> seen.is("closed")).text("reason")).isEqualTo("TOKEN_EXPIRED");
            board.next(seen -> seen.is("end-of-stream"));
        }
    }

    @Test
    void onlyWhoMayReadTheBedsideListensAndOnlyToTheirOwnClinic() {
        assertThat(Listening.open(BOARD, null).statusCode()).isEqualTo(401);
        for (var nobody : List.of("coordinator", "clinic-admin", "pharmacist")) {
            Ward.as(nobody).with("Accept", "text/event-stream").get(BOARD).refused(403, "FORBIDDEN");
        }
        assertThat(Ward.as("nurse")
                        .with("Accept", "text/event-stream")
                        .send("HEAD", BOARD, null)
                        .status())
                .isEqualTo(405);
        var elsewhere = "/v1/clinics/" + DemoClinic.CARTAGENA.id() + "/stream";
        assertThat(Listening.open(elsewhere, Tokens.of("nurse")).statusCode()).isEqualTo(404);
        var session = checkedIn();
        assertThat(Listening.open(of(session), Tokens.of("nurse", "cartagena")).statusCode())
                .isEqualTo(404);
        assertThat(Listening.open(of(UUID.randomUUID()), Tokens.of("nurse")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTicketOpensOneStreamOnce() {
        var ticket = Ward.as("nurse")
                .post("/v1/stream-tickets", Map.of("resource", BOARD))
                .expect(201)
                .json()
                .get("ticket")
                .asText();
        var session = checkedIn();
        assertThat(Listening.open(of(session) + "?ticket=" + ticket, null).statusCode())
                .as("another stream")
                .isEqualTo(401);
        try (var board = Listening.to(BOARD + "?ticket=" + ticket, null)) {
            assertThat(board.status()).isEqualTo(200);
            board.next(seen -> seen.is("session") && seen.of(session));
        }
        assertThat(Listening.open(BOARD + "?ticket=" + ticket, null).statusCode())
                .as("a second time")
                .isEqualTo(401);
        for (var wrong : List.of("", "x", DemoClinic.BOGOTA.id() + ".", UUID.randomUUID() + "." + "A".repeat(43))) {
            assertThat(Listening.open(BOARD + "?ticket=" + wrong, null).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTicketIsGivenForAStreamOfTheOwnClinicToWhoMayListen() {
        Ward.as("coordinator")
                .post("/v1/stream-tickets", Map.of("resource", BOARD))
                .refused(403, "FORBIDDEN");
        Ward.as("nurse")
                .post("/v1/stream-tickets", Map.of("resource", "/v1/clinics/" + DemoClinic.CARTAGENA.id() + "/stream"))
                .refused(404, "NOT_FOUND");
        Ward.as("nurse")
                .post("/v1/stream-tickets", Map.of("resource", "/v1/clinics/x/stream"))
                .refused(400, "VALIDATION_FAILED");
        Ward.as("nurse").post("/v1/stream-tickets", Map.of()).refused(400, "VALIDATION_FAILED");
    }

    @Test
    void manyOpenStreamsHoldNoConnectionAndNoWorker() throws Exception {
        var session = checkedIn();
        var boards = new ArrayList<Listening>();
        try (var opening = Executors.newFixedThreadPool(20)) {
            var tokens = Tokens.of("nurse");
            var all = new ArrayList<CompletableFuture<Listening>>();
            for (int i = 0; i < MANY; i++) {
                all.add(CompletableFuture.supplyAsync(() -> Listening.to(of(session), tokens), opening));
            }
            for (var board : all) {
                boards.add(board.get(20, TimeUnit.SECONDS));
            }
            for (var board : boards) {
                board.next(seen -> seen.is("session"));
            }
            assertThat(pool.getMetrics().activeCount()).as("connections in use").isLessThan(5);

            tooHigh(session);

            for (var board : boards) {
                board.next(seen -> seen.is("alarm"));
            }
        } finally {
            boards.forEach(Listening::close);
        }
    }

    @Test
    void anAlarmThatNobodyToldOfIsFoundInTheDatabase() throws SQLException {
        var session = checkedIn();
        try (var tablet = Listening.to(of(session), Tokens.of("nurse"));
                var database = TestServers.shared().postgres().superuser("paincare_session");
                var insert = database.prepareStatement("INSERT INTO alarm (clinic_id, id, session_id, patient_id, rule,"
                        + " level, action, unit, late, state, raised_at, last_at, normal_in_a_row) SELECT clinic_id, ?, id,"
                        + " patient_id, 'SOMEWHERE_ELSE', 'CRITICAL', 'CALL_CLINICIAN', 'min', false, 'RAISED', now(), now(),"
                        + " 0 FROM session WHERE id = ?")) {
            tablet.next(seen -> seen.is("session"));
            var alarm = UUID.randomUUID();
            insert.setObject(1, alarm);
            insert.setObject(2, session);
            assertThat(insert.executeUpdate()).isEqualTo(1);

            assertThat(tablet.next(seen -> seen.is("alarm")).text("id")).isEqualTo(alarm.toString());
        }
    }

    @Test
    void anotherReplicaIsToldAndTellsAndAHangingOneHoldsUpNobody() throws Exception {
        var session = checkedIn();
        tooHigh(session);
        assertThat(heardOf(session, "ALARM")).contains("V-SBP-CRITICAL-HIGH");

        var key = UUID.randomUUID();
        var told = Map.of(
                "events",
                List.of(Map.of(
                        "key",
                        key,
                        "clinicId",
                        DemoClinic.BOGOTA.id(),
                        "sessionId",
                        session,
                        "kind",
                        "DUE_SET",
                        "id",
                        session,
                        "at",
                        clinic.now().toString(),
                        "stored",
                        true,
                        "data",
                        Map.of("overdueMinutes", 5))));
        var other = Api.at("http://localhost:" + RestAssured.port).as(Tokens.service("session-service"));
        try (var tablet = Listening.to(of(session), Tokens.of("nurse"))) {
            other.post("/internal/live-events", told).expect(204);
            other.post("/internal/live-events", told).expect(204);
            ward.observe(session, Map.of("hrPerMinute", 70)).expect(201);
            var seen = tablet.until(event -> event.is("observation"));
            assertThat(seen)
                    .filteredOn(event -> event.is("due-set"))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.id()).isEqualTo(key.toString());
                        assertThat(event.data().get("overdueMinutes").asInt()).isEqualTo(5);
                    });
        }
        Ward.as("nurse").post("/internal/live-events", told).refused(404, "NOT_FOUND");
        other.post("/internal/live-events", Map.of("events", List.of(Map.of()))).refused(400, "VALIDATION_FAILED");

        OtherReplica.hangs(true);
        try (var tablet = Listening.to(of(session), Tokens.of("nurse"))) {
            tablet.next(seen -> seen.is("session"));
            var began = System.nanoTime();
            for (int i = 0; i < 40; i++) {
                ward.observe(session, Map.of("hrPerMinute", 61 + i)).expect(201);
            }
            tablet.next(seen -> seen.data().at("/values/HR").asInt() == 100);
            // Each telling of the hanging one takes 300 ms: waited for, they came to twelve seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static String heardOf(UUID session, String kind) throws Exception {
        var json = new ObjectMapper();
        while (true) {
            var batch = OtherReplica.heard().poll(10, TimeUnit.SECONDS);
            assertThat(batch).as("told within 10 s").isNotNull();
            for (var event : json.readTree(batch).get("events")) {
                if (event.get("kind").asText().equals(kind)
                        && event.get("sessionId").asText().equals(session.toString())) {
                    return event.toString();
                }
            }
        }
    }
}
