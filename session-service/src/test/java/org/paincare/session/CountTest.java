package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.TestServers;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** What is found is kept before the book is shown; what varies is explained by two people and booked once. */
@QuarkusTest
class CountTest {

    @Inject
    Ward ward;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void aCountThatFindsLessIsADiscrepancyUntilTwoPeopleExplainItsVeryWords() {
        var vial = ward.vial();
        var count = counted(vial, "9.5");
        assertThat(count.get("varianceMl").asText()).isEqualTo("-0.5");
        assertThat(count.get("varianceMg").asText()).isEqualTo("-25");
        assertThat(count.get("state").asText()).isEqualTo("OPEN");
        var id = UUID.fromString(count.get("id").asText());
        assertThat(openCounts()).contains(id.toString());
        var resource = "/v1/counts/" + id;
        var preview = Ward.as("head-nurse")
                .post(resource + "/explanation-previews", Map.of("explanation", "Ampolla rota al abrir"))
                .expect(200)
                .json();
        var signatures = Ward.signed(
                resource, preview.get("contentHash").asText(), "head-nurse", "EXPLAINS", "pharmacist", "WITNESSES");
        explain(resource, "Ampolla perdida", signatures).refused(422, "SIGNATURE_INVALID");

        var explained = explain(resource, "Ampolla rota al abrir", signatures).expect(200);

        assertThat(explained.json().get("state").asText()).isEqualTo("EXPLAINED");
        assertThat(openCounts()).doesNotContain(id.toString());
        explain(resource, "Ampolla rota al abrir", signatures).refused(409, "CONFLICT");
    }

    @Test
    void anAdjustmentBooksWhatTheCountFoundOnce() {
        var vial = ward.vial();
        var id = counted(vial, "10.25").get("id").asText();
        var adjust = new LinkedHashMap<String, Object>(Map.of("countId", id, "reason", "recount confirmed"));
        assertThat(Ward.blocked(ward.move("pharmacist", adjust).refused(422, "LEDGER_REFUSES")))
                .containsExactly("WITNESSED:REF-4-5");
        adjust.put("witnessSignatureId", witnessed(adjust));

        var entry = ward.move("pharmacist", adjust).expect(201).json();

        assertThat(entry.get("type").asText()).isEqualTo("ADJUST");
        assertThat(entry.get("from").asText()).isEqualTo("VARIANCE");
        assertThat(entry.get("mg").asText()).isEqualTo("12.5");
        assertThat(counted(vial, "10.25").get("state").asText()).isEqualTo("MATCHES");
        ward.move("pharmacist", Map.of("countId", id, "reason", "once more")).refused(422, "LEDGER_REFUSES");
        ward.move("pharmacist", Map.of("countId", id, "reason", "other", "volumeMl", "1"))
                .refused(422, "LEDGER_REFUSES");
        ward.move("pharmacist", Map.of("countId", UUID.randomUUID(), "reason", "none"))
                .refused(404, "NOT_FOUND");
    }

    @Test
    void aWitnessOfACountSignsWhatWasFoundAndIsSomebodyElse() {
        var vial = ward.vial();
        var round = new LinkedHashMap<String, Object>(
                Map.of("items", List.of(Map.of("containerId", vial, "foundMl", "10"))));
        var preview = Ward.as("head-nurse").post("/v1/count-previews", round).expect(200);
        assertThat(preview.response().body()).doesNotContain("book");
        Ward.as("head-nurse")
                .post(
                        "/v1/count-previews",
                        Map.of("items", List.of(Map.of("containerId", UUID.randomUUID(), "foundMl", "10"))))
                .refused(404, "NOT_FOUND");
        var hash = preview.json().get("hash").asText();
        round.put(
                "witnessSignatureId",
                Ward.signed("/v1/counts", hash, "head-nurse", "WITNESSES").getFirst());
        Ward.once("head-nurse").post("/v1/counts", round).refused(422, "SAME_SIGNER");
        round.put(
                "witnessSignatureId",
                Ward.signed("/v1/counts", hash, "nurse2", "WITNESSES").getFirst());

        var counted = Ward.once("head-nurse").post("/v1/counts", round).expect(201);

        assertThat(counted.json().at("/counts/0/state").asText()).isEqualTo("MATCHES");
        assertThat(counted.json().at("/counts/0/witnessName").asText()).isNotEmpty();
        Ward.as("nurse").get(counted.header("Location")).expect(200);
        Ward.once("nurse").post("/v1/counts", round).refused(403, "FORBIDDEN");
    }

    @Test
    void hostileCountsAreRefused() {
        var vial = ward.vial();
        var one = Map.of("containerId", vial, "foundMl", "10");
        round(List.of(one, one)).refused(400, "VALIDATION_FAILED");
        round(List.of()).refused(400, "VALIDATION_FAILED");
        round(java.util.Collections.singletonList(null)).refused(400, "VALIDATION_FAILED");
        round(List.of(Map.of("containerId", vial, "foundMl", "-1"))).refused(400, "MALFORMED_BODY");
        round(List.of(Map.of("containerId", vial, "foundMl", "1e-100000000"))).refused(400, "MALFORMED_BODY");
        round(List.of(Map.of("containerId", UUID.randomUUID(), "foundMl", "1"))).refused(404, "NOT_FOUND");
        Ward.inCartagena("head-nurse")
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/v1/counts", Map.of("items", List.of(one)))
                .refused(404, "NOT_FOUND");
    }

    @Test
    void oneVialServesSeveralSessionsAsPartialDraws() {
        var vial = ward.vial();
        for (int i = 0; i < 3; i++) {
            var session = ward.bookedSession(ward.patient());
            ward.move(
                            "nurse",
                            Map.of(
                                    "type",
                                    "DISPENSE_TO_SESSION",
                                    "containerId",
                                    vial,
                                    "sessionId",
                                    session,
                                    "mg",
                                    "50"))
                    .expect(201);
            ward.move("nurse", Map.of("type", "RETURN_TO_STOCK", "sessionId", session, "mg", "50"))
                    .refused(422, "LEDGER_REFUSES");
        }

        assertThat(counted(vial, "7").get("state").asText()).isEqualTo("MATCHES");
    }

    @Test
    void whatIsInQuarantineIsNotDrawnOn() {
        var session = ward.bookedSession(ward.patient());
        var vial = ward.vial();
        quarantine("nurse", vial, true).refused(403, "FORBIDDEN");
        quarantine("pharmacist", vial, true).expect(200);
        var draw = Map.<String, Object>of(
                "type", "DISPENSE_TO_SESSION", "containerId", vial, "sessionId", session, "volumeMl", "1");
        assertThat(Ward.blocked(ward.move("nurse", draw).refused(422, "LEDGER_REFUSES")))
                .containsExactly("NOT_AFTER_EXPIRY:REF-4-6");

        quarantine("pharmacist", vial, false).expect(200);

        ward.move("nurse", draw).expect(201);
    }

    @Test
    void theDatabaseHoldsEntriesToWhatTheyStandOn() {
        var session = ward.bookedSession(ward.patient());
        var vial = ward.vial();
        ward.move("nurse", Map.of("type", "DISPENSE_TO_SESSION", "containerId", vial, "sessionId", session, "mg", "50"))
                .expect(201);
        refusedByTheDatabase(session, Map.of("prev_hash", "'x'"), "ledger_chain");
        refusedByTheDatabase(session, Map.of("to_kind", "'LOST'"), "ledger_accounts_of_type");
        refusedByTheDatabase(session, Map.of("concentration", "25", "mg", "25"), "ledger_lot_of_container");
        refusedByTheDatabase(session, Map.of("occurred_at", "'2031-01-02'"), "ledger_not_after_expiry");
        refusedByTheDatabase(session, Map.of("reverses", "id"), "ledger_accounts_of_type");
    }

    /** A copy of the session's entry but for some columns, put in by the database's owner. */
    private static void refusedByTheDatabase(UUID session, Map<String, String> but, String constraint) {
        var columns = List.of(
                "clinic_id",
                "type",
                "lot_id",
                "container_id",
                "session_id",
                "from_kind",
                "from_id",
                "to_kind",
                "to_id",
                "ml",
                "concentration",
                "mg",
                "actor",
                "actor_name",
                "occurred_at",
                "recorded_at",
                "hash",
                "prev_hash",
                "reverses");
        var values = columns.stream()
                .map(c -> but.getOrDefault(c, c.equals("prev_hash") ? "hash" : c))
                .toList();
        var sql = "INSERT INTO ledger_entry (id, " + String.join(", ", columns) + ") SELECT gen_random_uuid(), "
                + String.join(", ", values) + " FROM ledger_entry WHERE session_id = '" + session + "'";
        assertThatThrownBy(() -> asSuperuser(sql))
                .isInstanceOfSatisfying(
                        org.postgresql.util.PSQLException.class,
                        refusal -> assertThat(refusal.getServerErrorMessage().getConstraint())
                                .isEqualTo(constraint));
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_session");
                var statement = database.createStatement()) {
            // The balances follow as their owner, who is under row security too.
            statement.execute("SELECT set_config('app.clinic', '" + DemoClinic.BOGOTA.id() + "', false)");
            statement.execute(sql);
        }
    }

    private static Answer quarantine(String user, UUID vial, boolean quarantined) {
        return Ward.once(user)
                .post(
                        "/v1/containers/" + vial + "/quarantine",
                        Map.of("quarantined", quarantined, "reason", "recall of the lot"));
    }

    private static com.fasterxml.jackson.databind.JsonNode counted(UUID vial, String ml) {
        return round(List.of(Map.of("containerId", vial, "foundMl", ml)))
                .expect(201)
                .json()
                .at("/counts/0");
    }

    private static Answer round(List<?> items) {
        return Ward.once("head-nurse").post("/v1/counts", java.util.Collections.singletonMap("items", items));
    }

    private static Answer explain(String resource, String words, List<UUID> signatures) {
        return Ward.once("head-nurse")
                .post(resource + "/explanation", Map.of("explanation", words, "signatureIds", signatures));
    }

    private static UUID witnessed(Map<String, Object> event) {
        var hash = Ward.as("pharmacist")
                .post("/v1/ledger-event-previews", event)
                .expect(200)
                .json()
                .get("hash")
                .asText();
        return Ward.signed("/v1/ledger-events", hash, "nurse2", "WITNESSES").getFirst();
    }

    private static List<String> openCounts() {
        return Ward.as("auditor")
                .get("/v1/ledger-incidents?state=OPEN")
                .expect(200)
                .json()
                .findValuesAsText("countId");
    }
}
