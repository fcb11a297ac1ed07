package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.TestServers;
import org.paincare.testing.local.DemoClinic;

/** Every milligram is somewhere, whoever writes and however many at once. */
@QuarkusTest
class LedgerTest {

    @Inject
    Ward ward;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void racingDrawsNeverGoBelowZero() throws Exception {
        var session = ward.bookedSession(ward.patient());
        var vial = ward.vial();
        var draw = Map.<String, Object>of(
                "type", "DISPENSE_TO_SESSION", "containerId", vial, "sessionId", session, "volumeMl", "1");
        var attempts = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 24; i++) {
            attempts.add(() -> ward.move("nurse", draw).status());
        }
        try (var racers = Executors.newFixedThreadPool(12)) {
            var answers = new ArrayList<Integer>();
            for (var answer : racers.invokeAll(attempts)) {
                answers.add(answer.get());
            }
            assertThat(answers).filteredOn(status -> status == 201).hasSize(10);
            assertThat(answers).containsOnly(201, 422);
        }
        var view = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/reconciliation")
                .expect(200)
                .json();
        assertThat(view.get("dispensedMg").asText()).isEqualTo("500");
    }

    @Test
    void wasteNeedsAWitnessWhoIsSomebodyElse() {
        var session = ward.bookedSession(ward.patient());
        var vial = ward.vial();
        ward.move("nurse", Map.of("type", "DISPENSE_TO_SESSION", "containerId", vial, "sessionId", session, "mg", "50"))
                .expect(201);
        var waste = new LinkedHashMap<String, Object>(Map.of("type", "WASTE", "sessionId", session, "mg", "20"));
        assertThat(Ward.blocked(ward.move("nurse", waste).refused(422, "LEDGER_REFUSES")))
                .containsExactly("WITNESSED:REF-4-5");
        var hash = Ward.as("nurse")
                .post("/v1/ledger-event-previews", waste)
                .expect(200)
                .json()
                .get("hash")
                .asText();
        waste.put(
                "witnessSignatureId",
                Ward.signed("/v1/ledger-events", hash, "nurse", "WITNESSES").getFirst());
        ward.move("nurse", waste).refused(422, "SAME_SIGNER");
        waste.put(
                "witnessSignatureId",
                Ward.signed("/v1/ledger-events", hash, "nurse2", "WITNESSES").getFirst());

        var entry = ward.move("nurse", waste).expect(201).json();

        assertThat(entry.get("mg").asText()).isEqualTo("20");
        assertThat(entry.get("volumeMl").asText()).isEqualTo("0.4");
        waste.put("mg", "21");
        ward.move("nurse", waste).refused(422, "SIGNATURE_INVALID");
    }

    @Test
    void anEntryIsTakenBackOnceByItsMirror() {
        var session = ward.bookedSession(ward.patient());
        var vial = ward.vial();
        var entry = ward.move(
                        "nurse",
                        Map.of(
                                "type",
                                "DISPENSE_TO_SESSION",
                                "containerId",
                                vial,
                                "sessionId",
                                session,
                                "volumeMl",
                                "2"))
                .expect(201);
        var reversal = Map.<String, Object>of("reverses", entry.id(), "reason", "wrong session");
        ward.move("nurse", reversal).expect(201);

        assertThat(Ward.blocked(ward.move("nurse", reversal).refused(422, "LEDGER_REFUSES")))
                .contains("APPEND_ONLY:REF-4-7");
        var view = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/reconciliation")
                .expect(200)
                .json();
        assertThat(view.get("unaccountedMg").asText()).isEqualTo("0");
    }

    @Test
    void whatTheDatabaseHoldsItHoldsForEverybody() throws SQLException {
        var session = ward.bookedSession(ward.patient());
        var vial = ward.vial();
        ward.move(
                        "nurse",
                        Map.of(
                                "type",
                                "DISPENSE_TO_SESSION",
                                "containerId",
                                vial,
                                "sessionId",
                                session,
                                "volumeMl",
                                "1"))
                .expect(201);
        assertThatThrownBy(() -> asApp("UPDATE ledger_entry SET ml = 2")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asApp("DELETE FROM ledger_entry")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asApp("UPDATE ledger_balance SET ml = 0")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asSuperuser("UPDATE ledger_entry SET reason = 'x'"))
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> asSuperuser("UPDATE session SET state = 'CLOSED' WHERE id = '" + session + "'"))
                .hasMessageContaining("unaccounted");
        assertThatThrownBy(() -> asSuperuser(copyOfAnEntry(session, "mg + 1", "actor", "NULL")))
                .hasMessageContaining("mg_is_ml_times_concentration");
        assertThatThrownBy(() -> asSuperuser(copyOfAnEntry(session, "mg", "actor", "actor")))
                .hasMessageContaining("witness_is_another");
    }

    @Test
    void anotherClinicsDrugIsNotThere() {
        var vial = ward.vial();
        Ward.inCartagena("pharmacist")
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/v1/ledger-events", Map.of("type", "DESTROY", "containerId", vial, "volumeMl", "1"))
                .refused(404, "NOT_FOUND");
        Ward.once("coordinator").post("/v1/lots", Map.of()).refused(403, "FORBIDDEN");
    }

    private static String copyOfAnEntry(UUID session, String mg, String actor, String witness) {
        return "INSERT INTO ledger_entry (clinic_id, id, type, lot_id, container_id, session_id, from_kind, from_id, to_kind,"
                + " to_id, ml, concentration, mg, actor, actor_name, witness, occurred_at, recorded_at, hash)"
                + " SELECT clinic_id, gen_random_uuid(), type, lot_id, container_id, session_id, from_kind, from_id,"
                + " to_kind, to_id, ml, concentration, " + mg + ", " + actor + ", actor_name, " + witness
                + ", occurred_at, recorded_at, hash FROM ledger_entry WHERE session_id = '" + session + "'";
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_session");
                var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void asApp(String sql) throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_session");
                var statement = database.createStatement()) {
            statement.execute("SET ROLE session_app");
            statement.execute("SELECT set_config('app.clinic', '" + DemoClinic.BOGOTA.id() + "', false)");
            statement.execute(sql);
        }
    }
}
