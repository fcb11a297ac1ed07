package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.Ids;
import org.paincare.platform.event.Inbox;
import org.paincare.session.protocol.Protocols;
import org.paincare.testing.TestServers;
import org.paincare.testing.contract.Contracts;
import org.paincare.testing.local.DemoClinic;

/** Which protocols a clinic may use is told to the others, every change once. */
@QuarkusTest
class ToldProtocolsTest {

    private static final DemoClinic HERE = DemoClinic.CARTAGENA;
    private static final DemoClinic ELSEWHERE = DemoClinic.BOGOTA;
    private static final UUID DIRECTOR = Ids.next();

    @Inject
    Events events;

    private int before;

    @BeforeEach
    void theClinicsUseWhatIsEnabledEverywhere() {
        events.clinicsAreConfigured();
        events.reconfigured(HERE, "America/Bogota");
        before = told(HERE).size();
    }

    @AfterEach
    void andDoSoAgain() {
        events.reconfigured(HERE, "America/Bogota");
    }

    @Test
    void whatAClinicMayUseFromTheStartIsToldOnceAndNobodySignedIt() {
        events.clinicsAreConfigured();

        var told = told(ELSEWHERE);
        assertThat(told)
                .extracting(one -> one.get("code").asText())
                .containsExactlyInAnyOrder("DEMO-OUT", "OUT-MOI", "OUT-KRU", "OUT-GEN", "BOLUS");
        assertThat(told).noneMatch(one -> one.has("signedBy"));
        assertThat(told)
                .filteredOn(one -> one.get("code").asText().equals("DEMO-OUT"))
                .singleElement()
                .satisfies(one -> isLike(one, "demo-out"));
        assertThat(told)
                .filteredOn(one -> one.get("code").asText().equals("OUT-GEN"))
                .as("a template that names no dose")
                .noneMatch(one -> one.has("doseMgPerKg") || one.has("doseMg"));
    }

    @Test
    void whatASignedPolicyAddsAndTakesAwayIsToldOnceWithWhoSigned() {
        var director = events.staff(HERE, DIRECTOR, "MEDICAL_DIRECTOR", "");
        var elsewhere = told(ELSEWHERE).size();
        var number = events.nextOf(HERE);
        var all = Events.policy(HERE, DIRECTOR, "ENABLED_PROTOCOLS=INP-LAU,INP-POM,INP-SCH,INP-KIM,IN-YUA");

        assertThat(configured(number, all)).isEqualTo(Inbox.Outcome.TAKEN);

        var added = since(before);
        assertThat(added)
                .extracting(
                        one -> one.get("code").asText() + " " + one.get("state").asText())
                .containsExactlyInAnyOrder(
                        "INP-LAU ACTIVE", "INP-POM ACTIVE", "INP-SCH ACTIVE", "INP-KIM ACTIVE", "IN-YUA ACTIVE");
        assertThat(added)
                .allSatisfy(one -> assertThat(one.get("signedBy").asText()).isEqualTo(director.toString()));

        assertThat(configured(number, all)).isEqualTo(Inbox.Outcome.REPEATED);
        assertThat(configured(number + 1, all)).isEqualTo(Inbox.Outcome.TAKEN);
        assertThat(since(before)).as("the same again").hasSize(5);

        var less = Events.policy(HERE, DIRECTOR, "ENABLED_PROTOCOLS=INP-LAU,INP-POM,INP-SCH,INP-KIM");
        assertThat(configured(number + 3, less)).isEqualTo(Inbox.Outcome.PARKED);
        assertThat(configured(number + 2, all)).isEqualTo(Inbox.Outcome.TAKEN);

        assertThat(since(before + 5)).as("out of order").singleElement().satisfies(one -> {
            isLike(one, "intranasal-retired");
            assertThat(one.get("signedBy").asText()).isEqualTo(director.toString());
            assertThat(one.get("clinicId").asText()).isEqualTo(HERE.id().toString());
        });
        assertThat(told(ELSEWHERE)).as("another clinic").hasSize(elsewhere);
    }

    @Test
    void settingsReadAnewAreNotToldAgain() throws SQLException {
        events.reconfigured(HERE, "America/Bogota", "ENABLED_PROTOCOLS=IN-YUA");
        assertThat(since(before)).singleElement().matches(one -> !one.has("signedBy"), "nobody signed");
        var reached = events.nextOf(HERE) - 1;
        taken(0);
        try {
            assertThat(configured(1, Events.policy(HERE, DIRECTOR))).isEqualTo(Inbox.Outcome.TAKEN);
        } finally {
            taken(reached);
        }

        assertThat(since(before)).hasSize(1);
    }

    @Test
    void anotherRevisionOfAReleaseIsToldWithTheNextSettings() throws SQLException {
        events.reconfigured(HERE, "America/Bogota", "ENABLED_PROTOCOLS=IN-YUA");
        run("UPDATE told_protocol SET revision = 1 WHERE code = 'IN-YUA' AND clinic_id = '" + HERE.id() + "'");

        events.reconfigured(HERE, "America/Bogota", "ENABLED_PROTOCOLS=IN-YUA");
        events.reconfigured(HERE, "America/Bogota", "ENABLED_PROTOCOLS=IN-YUA");

        assertThat(since(before))
                .extracting(
                        one -> one.get("code").asText() + " " + one.get("state").asText())
                .containsExactly("IN-YUA ACTIVE", "IN-YUA ACTIVE");
    }

    private Inbox.Outcome configured(long number, String data) {
        return events.hear(HERE, "patient", "ClinicConfigured", HERE.id(), number, data);
    }

    private List<JsonNode> told(DemoClinic clinic) {
        return events.told(clinic.id(), "ProtocolChanged");
    }

    private List<JsonNode> since(int count) {
        var told = told(HERE);
        return told.subList(count, told.size());
    }

    /** As the golden example says it, but for clinic, signer, time and the version of this release's file. */
    private static void isLike(JsonNode told, String example) {
        var golden = Contracts.load().examples("org.paincare.session.ProtocolChanged.v1").stream()
                .filter(one -> one.caseName().equals(example))
                .findFirst()
                .orElseThrow()
                .data();
        var changing = List.of("clinicId", "signedBy", "occurredAt", "version");
        assertThat(told.<ObjectNode>deepCopy().remove(changing))
                .isEqualTo(golden.<ObjectNode>deepCopy().remove(changing));
        assertThat("protocols@" + told.get("version").asText())
                .isEqualTo(Protocols.builtIn().version().id());
    }

    /** As if the clinic's stream of patient-service had been taken up to that number. */
    private static void taken(long number) throws SQLException {
        run("UPDATE inbox SET last_sequence = " + number + " WHERE source = '/paincare/patient' AND clinic_id = '"
                + HERE.id() + "' AND stream_id = '" + HERE.id() + "'");
    }

    private static void run(String sql) throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_session");
                var statement = database.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
