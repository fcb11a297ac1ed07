package org.paincare.e2e.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.history.Ending;
import org.paincare.e2e.history.History;
import org.paincare.e2e.history.Kind;
import org.paincare.e2e.history.Write;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/**
 * A check that cannot fail proves nothing: each one meets the damage it is there to find. The damage is done in a
 * superuser's transaction that is rolled back, or to the history.
 */
class CheckersTest {

    private final Whole whole = Whole.running();
    private History history;
    private Databases databases;
    private String patient;
    private String mark;

    @BeforeEach
    void onePatientIsRegisteredAndKnownEverywhere() {
        whole.awaitReady();
        history = new History("checkers", System.nanoTime());
        mark = "Testigo " + System.nanoTime();
        Answer answer = whole.people()
                .of("coordinator")
                .post("/v1/patients", Somebody.named(mark))
                .expect(201);
        patient = answer.id().toString();
        history.ended(new Write(0, Kind.PATIENT, mark, "/v1/patients/" + patient), Ending.ACKNOWLEDGED);
        Verdict.mustHold(whole, history, Whole.PATIENCE);
        databases = new Databases(whole);
    }

    @AfterEach
    void theDamageIsUndone() {
        databases.close();
        history.close();
    }

    @Test
    void aLostAcknowledgedWriteIsFound() {
        history.ended(new Write(0, Kind.PATIENT, "Nunca", "/v1/me"), Ending.ACKNOWLEDGED);

        assertThat(AcknowledgedWrites.findings(history, databases))
                .containsExactly("PATIENT Nunca was acknowledged and is lost");
    }

    @Test
    void aRefusedWriteThatIsThereIsFound() {
        history.ended(new Write(0, Kind.PATIENT, mark, "-"), Ending.REFUSED);

        assertThat(AcknowledgedWrites.findings(history, databases))
                .containsExactly("PATIENT " + mark + " was refused and is there");
    }

    @Test
    void aDoubledWriteIsFound() {
        copyRow(Component.PATIENT, "patient", "id = '" + patient + "'", "id = gen_random_uuid()");

        assertThat(AcknowledgedWrites.findings(history, databases))
                .containsExactly("PATIENT " + mark + " is there 2 times");
    }

    @Test
    void anOverwrittenChangeIsFound() {
        history.ended(new Write(0, Kind.DEMOGRAPHICS, "Otra", "/v1/patients/" + patient), Ending.ACKNOWLEDGED);

        assertThat(AcknowledgedWrites.findings(history, databases))
                .containsExactly(
                        "/v1/patients/" + patient + " says Primera, the last acknowledged change says one of [Otra]");
    }

    @Test
    void anUnreadableWriteIsFound() {
        history.ended(
                new Write(0, Kind.FACT, "-", "/v1/patients/" + patient + "/facts/" + patient), Ending.ACKNOWLEDGED);

        assertThat(Readable.findings(whole, history)).containsExactly("FACT - is not readable: 404");
    }

    @Test
    void aGapInAStreamIsFound() {
        assertThat(databases.change(
                        Component.PATIENT,
                        "UPDATE event_log SET sequence = 3 WHERE stream_id = '" + patient + "' AND sequence = 1"))
                .isEqualTo(1);

        assertThat(Streams.findings(databases))
                .anyMatch(finding -> finding.startsWith("patient has a gap"))
                .anyMatch(finding -> finding.startsWith("patient counts otherwise"));
    }

    @Test
    void anEventLoggedTwiceOrOutOfOrderIsFound() {
        copyRow(Component.PATIENT, "event_log", "stream_id = '" + patient + "'", "id = -1");
        copyRow(
                Component.PATIENT,
                "event_log",
                "stream_id = '" + patient + "' AND id > 0",
                "id = -2, sequence = 2, event_id = gen_random_uuid()");

        assertThat(Streams.findings(databases))
                .anyMatch(finding -> finding.startsWith("patient logged twice"))
                .anyMatch(finding -> finding.startsWith("patient published out of order"));
    }

    @Test
    void anEventThatWasNotTakenOrTakenTwiceIsFound() {
        databases.change(Component.OUTCOME, "UPDATE inbox SET last_sequence = 2 WHERE stream_id = '" + patient + "'");

        assertThat(Streams.findings(databases))
                .anyMatch(finding -> finding.startsWith("outcome has not taken to its end patient's stream"))
                .anyMatch(finding -> finding.startsWith("outcome took what patient did not send"));
    }

    @Test
    void aWaitingOrParkedEventIsFound() {
        databases.change(
                Component.PATIENT,
                "INSERT INTO outbox (clinic_id, stream_id, sequence, event_id, type, occurred_at, traceparent, data)"
                        + " SELECT clinic_id, stream_id, 9, event_id, type, occurred_at, traceparent, data FROM event_log"
                        + " WHERE stream_id = '" + patient + "' LIMIT 1");
        databases.change(
                Component.OUTCOME,
                "INSERT INTO parked_event (clinic_id, consumer, source, stream_id, sequence, event_id, type,"
                        + " occurred_at, data, reason) VALUES (gen_random_uuid(), 'outcome', '/paincare/patient',"
                        + " gen_random_uuid(), 1, gen_random_uuid(), 'X', now(), '{}', 'GAP')");

        assertThat(Streams.findings(databases))
                .anyMatch(finding -> finding.startsWith("patient waits to publish"))
                .contains("outcome parked X GAP");
    }

    @Test
    void aDoubleOrMissingEffectInAReadModelIsFound() {
        copyRow(Component.OUTCOME, "care_patient", "id = '" + patient + "'", "id = gen_random_uuid()");
        databases.change(Component.OUTCOME, "UPDATE care_patient SET language = 'en' WHERE id = '" + patient + "'");

        assertThat(ReadModels.findings(databases))
                .anyMatch(finding -> finding.startsWith("outcome's patients lack") && finding.contains(patient))
                .filteredOn(finding -> finding.startsWith("outcome's patients alone have"))
                .hasSize(2);
    }

    /** The verifier runs in the service and sees committed rows only, so this damage is done for real and healed. */
    @Test
    void anEditedAuditRowIsFound() throws Exception {
        String edit = "UPDATE audit_entry SET action = %s WHERE (clinic_id, id) = (SELECT clinic_id, entry_id FROM"
                + " audit_seal WHERE clinic_id = '" + DemoClinic.BOGOTA.id() + "' AND position = 1)";
        Await.until(
                "a sealed row",
                Whole.PATIENCE,
                () -> !databases
                        .rows(
                                Component.PATIENT,
                                "SELECT position FROM audit_seal WHERE position = 1 AND clinic_id = '"
                                        + DemoClinic.BOGOTA.id() + "'")
                        .isEmpty());
        try (Connection superuser = whole.database(Component.PATIENT);
                var statement = superuser.createStatement()) {
            statement.executeUpdate(edit.formatted("action || '_X'"));
            try {
                assertThat(AuditChain.findings(whole.people()))
                        .singleElement()
                        .asString()
                        .startsWith("the audit of bogota does not verify");
            } finally {
                statement.executeUpdate(edit.formatted("left(action, -2)"));
            }
        }
        assertThat(AuditChain.findings(whole.people())).isEmpty();
    }

    private void copyRow(Component service, String table, String where, String change) {
        databases.change(
                service,
                "CREATE TEMP TABLE IF NOT EXISTS copy_of_" + table + " ON COMMIT DROP AS SELECT * FROM " + table
                        + " LIMIT 0");
        databases.change(service, "TRUNCATE copy_of_" + table);
        int copied = databases.change(
                service, "INSERT INTO copy_of_" + table + " SELECT * FROM " + table + " WHERE " + where);
        assertThat(copied).isPositive();
        databases.change(service, "UPDATE copy_of_" + table + " SET " + change);
        databases.change(service, "INSERT INTO " + table + " SELECT * FROM copy_of_" + table);
    }

    @Test
    void theComparisonOfMarksKnowsAllItsCases() {
        Write there = new Write(0, Kind.STAFF, "a", "-");

        assertThat(AcknowledgedWrites.compare(
                        List.of(new History.Entry(there, Ending.UNKNOWN)), List.of("a", "somebody else's")))
                .isEmpty();
        assertThat(AcknowledgedWrites.compare(List.of(new History.Entry(there, Ending.UNKNOWN)), List.of()))
                .isEmpty();
        assertThat(AcknowledgedWrites.compare(List.of(new History.Entry(there, Ending.UNKNOWN)), List.of("a", "a")))
                .hasSize(1);
    }
}
