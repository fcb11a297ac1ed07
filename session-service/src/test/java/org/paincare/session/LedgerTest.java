package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.TestServers;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** Every milligram is somewhere, whoever writes and however many at once. */
@QuarkusTest
class LedgerTest {

    @Inject
    Ward ward;

    @Inject
    Events events;

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
        var answers = racing(100, () -> ward.move("nurse", draw));

        assertThat(answers).extracting(Answer::status).containsOnly(201, 422);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(10);
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
    void aWitnessSignsOneEventOfTwoThatAreEqual() {
        var waste = wasteWitnessedOnce();
        var first = ward.move("nurse", waste).expect(201).json();

        ward.move("nurse", waste).refused(409, "SIGNATURE_USED");

        assertThat(first.get("witnessSignatureId").asText())
                .isEqualTo(waste.get("witnessSignatureId").toString());
        assertThatThrownBy(() -> asSuperuser(copyOfAnEntry((UUID) waste.get("sessionId"), "mg", "witness")))
                .hasMessageContaining("witness_signs_one_entry");
    }

    @Test
    void ofRacingEventsOneHasTheWitness() throws Exception {
        var waste = wasteWitnessedOnce();

        var answers = racing(12, () -> ward.move("nurse", waste));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> answer.refused(409, "SIGNATURE_USED"));
    }

    /** 20 mg of a session that has 100 mg, to be wasted, with the signature of a second nurse. */
    private Map<String, Object> wasteWitnessedOnce() {
        var session = ward.bookedSession(ward.patient());
        ward.move(
                        "nurse",
                        Map.of(
                                "type",
                                "DISPENSE_TO_SESSION",
                                "containerId",
                                ward.vial(),
                                "sessionId",
                                session,
                                "mg",
                                "100"))
                .expect(201);
        var waste = new LinkedHashMap<String, Object>(Map.of("type", "WASTE", "sessionId", session, "mg", "20"));
        var hash = Ward.as("nurse")
                .post("/v1/ledger-event-previews", waste)
                .expect(200)
                .json()
                .get("hash")
                .asText();
        waste.put(
                "witnessSignatureId",
                Ward.signed("/v1/ledger-events", hash, "nurse2", "WITNESSES").getFirst());
        return waste;
    }

    private static List<Answer> racing(int racers, Callable<Answer> attempt) throws Exception {
        try (var threads = Executors.newFixedThreadPool(racers)) {
            var answers = new ArrayList<Answer>();
            for (var answer : threads.invokeAll(Collections.nCopies(racers, attempt))) {
                answers.add(answer.get());
            }
            return answers;
        }
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
        assertThatThrownBy(() -> asSuperuser(copyOfAnEntry(session, "mg + 1", "NULL")))
                .hasMessageContaining("mg_is_ml_times_concentration");
        assertThatThrownBy(() -> asSuperuser(copyOfAnEntry(session, "mg", "actor")))
                .hasMessageContaining("witness_is_another");
    }

    @Test
    void aSessionIsReconciledForEveryControlledSubstance() {
        var session = ward.bookedSession(ward.patient());
        var midazolam = ward.vial("MIDAZOLAM", "5");
        ward.infusing(session);
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
        Ward.as("prescriber")
                .post(
                        "/v1/sessions/" + session + "/drugs-given",
                        Map.of("drug", "MIDAZOLAM", "doseMg", "2", "reason", "frightened, readings seen"))
                .expect(201);

        var view = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/reconciliation")
                .expect(200)
                .json();

        assertThat(view.get("dispensedMg").asText()).isEqualTo("50");
        assertThat(view.get("substances").findValuesAsText("substance")).containsExactly("KETAMINE", "MIDAZOLAM");
        assertThat(view.at("/substances/1/givenMg").asText()).isEqualTo("2");
        assertThat(view.at("/substances/1/unaccountedMg").asText()).isEqualTo("5");
        assertThat(view.get("open").findValuesAsText("message")).anyMatch(m -> m.contains("MIDAZOLAM 5 mg"));
        assertThat(view.get("proposed").findValuesAsText("mg")).contains("2", "3");
    }

    @Test
    void anExplanationIsSignedWithItsWords() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        var resource = "/v1/sessions/" + session + "/reconciliation";
        var hash = Ward.as("nurse")
                .post(resource + "/explanation-previews", Map.of("explanation", "La bomba se vació en el suelo"))
                .expect(200)
                .json()
                .get("contentHash")
                .asText();
        var signatures = Ward.signed(resource, hash, "nurse", "EXPLAINS", "nurse2", "WITNESSES");

        Ward.once("nurse")
                .post(resource, Map.of("explanation", "Todo en orden", "signatureIds", signatures))
                .refused(422, "SIGNATURE_INVALID");
        Ward.once("nurse")
                .post(resource, Map.of("explanation", "La bomba se vació en el suelo", "signatureIds", signatures))
                .expect(200);
        Ward.as("nurse")
                .post(resource + "/explanation-previews", Map.of("explanation", "Nada", "substance", "LORAZEPAM"))
                .refused(422, "LEDGER_REFUSES");
    }

    @Test
    void whereTheClinicAsksForItADeliveryIsSeenByTwo() {
        var lot = new java.util.LinkedHashMap<String, Object>(Map.of(
                "substance", "KETAMINE",
                "productCode", "20012345-1",
                "lotNumber", "L" + UUID.randomUUID().toString().substring(0, 8),
                "concentrationMgPerMl", "50",
                "containerMl", "10",
                "containers", 2,
                "expiresOn", "2030-12-31",
                "supplier", "Droguería Ficticia",
                "invoice", "F-2"));
        try {
            events.reconfigured(DemoClinic.BOGOTA, "America/Bogota", "LOT_RECEIPT_WITNESSED=true");
            Ward.once("pharmacist").post("/v1/lots", lot).refused(422, "LEDGER_REFUSES");
            var preview = Ward.as("pharmacist")
                    .post("/v1/lot-previews", lot)
                    .expect(200)
                    .json();
            assertThat(preview.get("witnessNeeded").asBoolean()).isTrue();
            var hash = preview.get("hash").asText();
            lot.put(
                    "witnessSignatureId",
                    Ward.signed("/v1/lots", hash, "pharmacist", "WITNESSES").getFirst());
            Ward.once("pharmacist").post("/v1/lots", lot).refused(422, "SAME_SIGNER");
            lot.put(
                    "witnessSignatureId",
                    Ward.signed("/v1/lots", hash, "nurse2", "WITNESSES").getFirst());
            lot.put("containers", 3);
            Ward.once("pharmacist").post("/v1/lots", lot).refused(422, "SIGNATURE_INVALID");
            lot.put("containers", 2);

            var received =
                    Ward.once("pharmacist").post("/v1/lots", lot).expect(201).json();

            assertThat(received.get("witness").asText())
                    .isNotEqualTo(received.get("receivedBy").asText());
        } finally {
            events.reconfigured(DemoClinic.BOGOTA, "America/Bogota");
        }
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

    private static String copyOfAnEntry(UUID session, String mg, String witness) {
        return "INSERT INTO ledger_entry (clinic_id, id, type, lot_id, container_id, session_id, from_kind, from_id, to_kind,"
                + " to_id, ml, concentration, mg, actor, actor_name, witness, witness_signature, occurred_at, recorded_at, hash)"
                + " SELECT clinic_id, gen_random_uuid(), type, lot_id, container_id, session_id, from_kind, from_id,"
                + " to_kind, to_id, ml, concentration, " + mg + ", actor, actor_name, " + witness
                + ", witness_signature, occurred_at, recorded_at, hash FROM ledger_entry WHERE session_id = '" + session
                + "'";
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
