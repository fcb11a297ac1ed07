package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tablet that had no connection tells afterwards what was done; nothing of it is dropped. */
@QuarkusTest
class OfflineTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    private final String tablet = "tablet-" + UUID.randomUUID();

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    private String entry(long sequence, Instant at, String kind, Object body) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("clientId", tablet);
        entry.put("sequence", sequence);
        entry.put("occurredAt", at.toString());
        entry.put("kind", kind);
        entry.put("body", body);
        return JSON.valueToTree(entry).toString();
    }

    private static List<JsonNode> send(String user, UUID session, String... lines) {
        var answer = Ward.as(user)
                .with("Content-Type", "application/x-ndjson")
                .post("/v1/sessions/" + session + "/offline-entries", String.join("\n", lines))
                .expect(200);
        return Arrays.stream(answer.response().body().split("\n"))
                .map(OfflineTest::json)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> statuses(List<JsonNode> answers) {
        return answers.stream().map(line -> line.get("status").asInt()).toList();
    }

    private static JsonNode conflicts(UUID session, String query) {
        return Ward.as("head-nurse")
                .get("/v1/sessions/" + session + "/offline-conflicts" + query)
                .expect(200)
                .json()
                .get("items");
    }

    private UUID infusing() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        return session;
    }

    @Test
    void whatWasDoneOfflineIsTakenInItsOrderAndOnce() {
        var session = infusing();
        clinic.minutes(5);
        var start = clinic.now();
        clinic.minutes(300);
        var lines = new String[] {
            // Sent in any order: the tablet's own order counts.
            entry(4, start.plusSeconds(1800), "STOP", Map.of("completed", false, "reason", "TECHNICAL")),
            entry(1, start, "OBSERVATION", Map.of("hrPerMinute", 77, "spo2Percent", 94)),
            entry(
                    3,
                    start.plusSeconds(900),
                    "ADVERSE_EVENT",
                    Map.of("code", "NAUS", "grade", 1, "serious", false, "causality", "PROBABLE")),
            entry(2, start.plusSeconds(600), "RATE_CHANGE", Map.of("rateMlPerHour", "8", "reason", "nausea")),
            entry(5, start.plusSeconds(2000), "NOTE", Map.of("body", "The network was down from 09:00."))
        };

        assertThat(statuses(send("nurse", session, lines))).containsExactly(201, 201, 201, 201, 201);

        assertThat(ward.state(session)).isEqualTo("STOPPED_EARLY");
        var infusion = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/infusion")
                .expect(200)
                .json();
        assertThat(infusion.get("entries").findValuesAsText("kind")).containsExactly("START", "RATE_CHANGE", "STOP");
        assertThat(Instant.parse(infusion.at("/entries/2/occurredAt").asText())).isEqualTo(start.plusSeconds(1800));
        var again = send("nurse", session, lines);
        assertThat(statuses(again)).containsExactly(200, 200, 200, 200, 200);
        assertThat(again).allMatch(line -> line.get("repeated").asBoolean());
        assertThat(conflicts(session, "")).isEmpty();
    }

    @Test
    void whatTheStateNoLongerAllowsWaitsForAPerson() {
        var session = infusing();
        clinic.minutes(20);
        var before = clinic.now();
        clinic.minutes(5);
        Ward.as("nurse").post("/v1/sessions/" + session + "/pauses").expect(200);
        clinic.minutes(1);

        var answers = send(
                "nurse",
                session,
                entry(1, before, "RATE_CHANGE", Map.of("rateMlPerHour", "8")),
                entry(2, clinic.now(), "RATE_CHANGE", Map.of("rateMlPerHour", "80", "authority", "STANDING_ORDER")),
                entry(3, clinic.now().minusSeconds(90_000), "OBSERVATION", Map.of("hrPerMinute", 70)),
                entry(4, clinic.now(), "STOP", Map.of("completed", "perhaps")),
                entry(5, clinic.now(), "OBSERVATION", Map.of("hrPerMinute", 71)));

        assertThat(answers.stream().map(line -> line.path("code").asText()).toList())
                .containsExactly("OCCURRED_TOO_EARLY", "GUARD_REFUSES", "OCCURRED_TOO_EARLY", "MALFORMED_BODY", "");
        assertThat(ward.state(session)).isEqualTo("PAUSED");
        var open = conflicts(session, "?state=OPEN");
        assertThat(open).hasSize(4);
        var conflict = answers.getFirst().get("conflictId").asText();
        var resolution = "/v1/sessions/" + session + "/offline-conflicts/" + conflict + "/resolution";
        var asked = Map.of("outcome", "OVERTAKEN", "reason", "paused five minutes later");
        Ward.as("coordinator").post(resolution, asked).refused(403, "FORBIDDEN");
        Ward.inCartagena("nurse").post(resolution, asked).refused(404, "NOT_FOUND");
        Ward.as("nurse").post(resolution, Map.of("outcome", "OVERTAKEN")).refused(400, "VALIDATION_FAILED");
        Ward.as("head-nurse").post(resolution, asked).expect(200);
        Ward.as("nurse").post(resolution, asked).refused(409, "OFFLINE_CONFLICT_STATE");
        assertThat(conflicts(session, "?state=OPEN")).hasSize(3);
        assertThat(conflicts(session, "")).hasSize(4);
        assertThat(statuses(send("nurse", session, entry(1, before, "RATE_CHANGE", Map.of("rateMlPerHour", "8")))))
                .containsExactly(422);
    }

    @Test
    void otherContentUnderTheSameNumberIsKeptBesideTheFirst() {
        var session = infusing();
        clinic.minutes(5);
        var at = clinic.now();
        send("nurse", session, entry(1, at, "OBSERVATION", Map.of("hrPerMinute", 70)));

        var other = entry(1, at, "OBSERVATION", Map.of("hrPerMinute", 170));
        assertThat(send("nurse", session, other).getFirst().path("code").asText())
                .isEqualTo("OFFLINE_ENTRY_DIFFERS");
        assertThat(statuses(send("nurse2", session, other))).containsExactly(409);

        assertThat(conflicts(session, ""))
                .singleElement()
                .satisfies(
                        kept -> assertThat(kept.at("/body/hrPerMinute").asInt()).isEqualTo(170));
        var hearts = new ArrayList<Integer>();
        Ward.as("nurse")
                .get("/v1/sessions/" + session + "/observations")
                .expect(200)
                .json()
                .get("items")
                .forEach(item -> hearts.add(item.path("hrPerMinute").asInt()));
        assertThat(hearts).contains(70).doesNotContain(170);
    }

    @Test
    void aDrugGivenOfflineCountsAgainstTheLedgerAsOneGivenOnline() {
        var session = infusing();
        var midazolam = ward.vial("MIDAZOLAM", "5");
        ward.move(
                        "nurse",
                        Map.of(
                                "type",
                                "DISPENSE_TO_SESSION",
                                "containerId",
                                midazolam,
                                "sessionId",
                                session,
                                "mg",
                                "5"))
                .expect(201);
        clinic.minutes(5);
        var at = clinic.now();
        clinic.minutes(120);
        var lines = new String[] {
            entry(1, at, "DRUG_GIVEN", Map.of("drug", "ATROPINE", "reason", "bradycardia")),
            entry(
                    2,
                    at.plusSeconds(60),
                    "DRUG_GIVEN",
                    Map.of("drug", "MIDAZOLAM", "doseMg", "2", "reason", "frightened")),
            entry(3, at.plusSeconds(90), "DRUG_GIVEN", Map.of("drug", "MIDAZOLAM", "doseMg", "50", "reason", "more")),
            entry(4, at.plusSeconds(90), "DRUG_GIVEN", Map.of("drug", "WHISKY", "doseMg", "2"))
        };

        var answers = send("prescriber", session, lines);

        assertThat(answers.stream().map(line -> line.path("code").asText()).toList())
                .containsExactly("", "", "ADJUNCT_REFUSED", "DRUG_UNKNOWN");
        assertThat(statuses(send("prescriber", session, lines[0], lines[1]))).containsExactly(200, 200);
        var given = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/drugs-given")
                .expect(200)
                .json();
        assertThat(given.findValuesAsText("drug")).containsExactly("ATROPINE", "MIDAZOLAM");
        assertThat(Instant.parse(given.findValuesAsText("givenAt").get(1))).isEqualTo(at.plusSeconds(60));
        var view = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/reconciliation")
                .expect(200)
                .json();
        assertThat(view.at("/substances/1/substance").asText()).isEqualTo("MIDAZOLAM");
        assertThat(view.at("/substances/1/givenMg").asText()).isEqualTo("2");
        assertThat(conflicts(session, "?state=OPEN")).hasSize(2);
    }

    /** The reading is stored, and what was to say so is lost: the entry comes again. */
    @Test
    void aReadingWhoseEntryWasLostIsNotTakenTwice() throws java.sql.SQLException {
        var session = infusing();
        clinic.minutes(5);
        var line = entry(1, clinic.now(), "OBSERVATION", Map.of("hrPerMinute", 71));
        assertThat(statuses(send("nurse", session, line))).containsExactly(201);
        try (var database = org.paincare.testing.TestServers.shared().postgres().superuser("paincare_session");
                var lose = database.prepareStatement("DELETE FROM offline_entry WHERE client_id = ?")) {
            lose.setString(1, tablet);
            assertThat(lose.executeUpdate()).isEqualTo(1);
        }

        assertThat(statuses(send("nurse", session, line))).containsExactly(201);

        var hearts = new ArrayList<Integer>();
        Ward.as("nurse")
                .get("/v1/sessions/" + session + "/observations")
                .expect(200)
                .json()
                .get("items")
                .forEach(item -> hearts.add(item.path("hrPerMinute").asInt()));
        assertThat(hearts).containsOnlyOnce(71);
    }

    @Test
    void onlyWhatCannotBeReadIsNotKept() {
        var session = infusing();
        var rubbish = new String[] {
            "{",
            "[]",
            "null",
            "{}",
            "1e-100000000",
            entry(-1, clinic.now(), "NOTE", Map.of("body", "abc")),
            entry(1, clinic.now(), "DANCE", Map.of()),
            entry(2, clinic.now(), "NOTE", "text"),
            "[".repeat(10_000)
        };
        assertThat(statuses(send("nurse", session, rubbish)))
                .hasSize(rubbish.length)
                .containsOnly(400);
        assertThat(conflicts(session, "")).isEmpty();

        var path = "/v1/sessions/" + session + "/offline-entries";
        var line = entry(1, clinic.now(), "NOTE", Map.of("body", "abc"));
        var lines = Ward.as("nurse").with("Content-Type", "application/x-ndjson");
        lines.post(path, java.util.Collections.nCopies(501, line).stream().collect(Collectors.joining("\n")))
                .refused(413, "BODY_TOO_LARGE");
        Ward.inCartagena("nurse")
                .with("Content-Type", "application/x-ndjson")
                .post(path, line)
                .refused(404, "NOT_FOUND");
        Ward.as("coordinator")
                .with("Content-Type", "application/x-ndjson")
                .post(path, line)
                .refused(403, "FORBIDDEN");
    }
}
