package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.TestServers;
import org.paincare.testing.local.DemoClinic;

/** A session on one sheet. */
@QuarkusTest
class ChartTest {

    private static final int READINGS = 200_000;

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    private static String chart(UUID session) {
        return "/v1/sessions/" + session + "/chart";
    }

    private void measured(UUID session, Instant at, Map<String, Integer> values) {
        var reading = new java.util.HashMap<String, Object>(values);
        reading.put("observedAt", at.toString());
        ward.observe(session, reading).expect(201);
    }

    @Test
    void showsOrderRatesReadingsAlarmsEventsScalesAndDrug() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        clinic.minutes(20);
        var cell = Instant.ofEpochSecond(Math.floorDiv(clinic.now().getEpochSecond(), 300) * 300 - 300);
        measured(session, cell.plusSeconds(10), Map.of("hrPerMinute", 70, "spo2Percent", 95));
        measured(session, cell.plusSeconds(70), Map.of("hrPerMinute", 90));
        measured(session, cell.plusSeconds(299), Map.of("hrPerMinute", 80, "nrs", 3, "rass", -1));
        measured(session, cell.plusSeconds(130), Map.of("sbpMmHg", 183, "dbpMmHg", 98));
        Ward.once("nurse")
                .post(
                        "/v1/sessions/" + session + "/adverse-events",
                        Map.of("code", "NAUS", "grade", 1, "serious", false, "causality", "PROBABLE"))
                .expect(201);
        Ward.once("nurse")
                .with("If-Match", ward.session(session).etag())
                .post("/v1/sessions/" + session + "/rate-changes", Map.of("rateMlPerHour", "8", "reason", "nausea"))
                .expect(200);

        var chart = Ward.as("nurse").get(chart(session) + "?resolution=300").expect(200);

        var json = chart.json();
        assertThat(json.at("/order/doseMg").asText()).isEqualTo("32");
        assertThat(json.at("/rates/0/kind").asText()).isEqualTo("START");
        assertThat(json.at("/rates/0/rateMgPerKgPerHour").asText()).isEqualTo("0.25");
        assertThat(json.at("/rates/1/rateMlPerHour").asText()).isEqualTo("8");
        var last = json.get("vitals").get(json.get("vitals").size() - 1);
        assertThat(Instant.parse(last.get("from").asText())).isEqualTo(cell);
        assertThat(last.at("/signs/HR").toString()).isEqualTo("{\"min\":70,\"max\":90,\"last\":80,\"count\":3}");
        assertThat(last.at("/signs/SPO2/count").asInt()).isEqualTo(1);
        assertThat(json.get("alarms").findValuesAsText("rule")).contains("V-SBP-CRITICAL-HIGH");
        assertThat(json.at("/adverseEvents/0/code").asText()).isEqualTo("NAUS");
        assertThat(json.get("scales").findValuesAsText("NRS")).containsExactly("7", "3");
        assertThat(json.get("ledger").findValuesAsText("type")).contains("DISPENSE_TO_SESSION");
        assertThat(json.get("complete").asBoolean()).isTrue();

        // What is overdue counts seconds: the same content is asked for within one of them, at the latest at the third
        // try.
        var statuses = new java.util.ArrayList<Integer>();
        for (int i = 0; i < 3 && !statuses.contains(304); i++) {
            var now = Ward.as("nurse").get(chart(session) + "?resolution=300").expect(200);
            statuses.add(Ward.as("nurse")
                    .with("If-None-Match", now.etag())
                    .get(chart(session) + "?resolution=300")
                    .status());
        }
        assertThat(statuses).contains(304);
        ward.observe(session, Map.of("hrPerMinute", 71)).expect(201);
        assertThat(Ward.as("nurse").get(chart(session) + "?resolution=300").etag())
                .isNotEqualTo(chart.etag());
    }

    @Test
    void isForWhoMayReadTheBedsideAndForRealResolutions() {
        var session = ward.bookedSession(ward.patient());
        for (var wrong : new String[] {"59", "3601", "-1", "0", "1e9", "x", "99999999999"}) {
            Ward.as("nurse").get(chart(session) + "?resolution=" + wrong).expect(400);
        }
        Ward.as("coordinator").get(chart(session)).refused(403, "FORBIDDEN");
        Ward.inCartagena("nurse").get(chart(session)).refused(404, "NOT_FOUND");
        assertThat(Ward.as("prescriber").get(chart(session)).expect(200).json().get("vitals"))
                .isEmpty();
    }

    /** What a session's grid reads does not grow with the table: one range of an index in each partition. */
    @Test
    void readsTheSessionsOwnReadingsOnly() throws SQLException {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        var came = clinic.now();
        measured(session, came, Map.of("hrPerMinute", 70));
        try (var database = TestServers.shared().postgres().superuser("paincare_session")) {
            database.setAutoCommit(false);
            try (var fill = database.createStatement()) {
                // Of nobody: rolled back at the end.
                fill.execute(
                        "INSERT INTO observation (clinic_id, id, session_id, patient_id, source, person, before_drug,"
                                + " late, on_oxygen, flat_capnograph, hr, critical, findings, observed_at, received_at)"
                                + " SELECT '" + DemoClinic.BOGOTA.id()
                                + "', gen_random_uuid(), ('00000000-0000-0000-0000-'"
                                + " || lpad((n % 50)::text, 12, '0'))::uuid, gen_random_uuid(), 'DEVICE', gen_random_uuid(), false,"
                                + " false, false, false, 70, 0, '[]', now() + n * interval '1 second', now() + n * interval '1 second'"
                                + " FROM generate_series(1, " + READINGS + ") n");
                fill.execute("ANALYZE observation");
            }
            try (var explain = database.prepareStatement(
                    "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF) " + org.paincare.session.chart.Grids.SELECT)) {
                explain.setInt(1, 60);
                explain.setObject(2, DemoClinic.BOGOTA.id());
                explain.setObject(3, session);
                // The session's span, as its reads name it.
                explain.setObject(4, java.time.OffsetDateTime.ofInstant(came, java.time.ZoneOffset.UTC));
                explain.setObject(
                        5, java.time.OffsetDateTime.ofInstant(came.plusSeconds(7200), java.time.ZoneOffset.UTC));
                var lines = new StringBuilder();
                try (var rows = explain.executeQuery()) {
                    while (rows.next()) {
                        lines.append(rows.getString(1)).append('\n');
                    }
                }
                assertThat(lines.toString())
                        .contains("Index Cond: ((clinic_id = ")
                        .contains("(session_id = ")
                        .doesNotContain("Rows Removed");
                assertThat(lines.toString()
                                .lines()
                                .filter(line -> line.contains("_session_id_"))
                                .count())
                        .as("of all the months, those of the session: " + lines)
                        .isLessThanOrEqualTo(months(came, came.plusSeconds(7200)));
                assertThat(lines.toString()).doesNotContain("Seq Scan");
            } finally {
                database.rollback();
            }
        }
    }

    /** How many months of UTC a time touches. */
    private static long months(Instant from, Instant to) {
        return 1
                + java.time.temporal.ChronoUnit.MONTHS.between(
                        from.atOffset(java.time.ZoneOffset.UTC).toLocalDate().withDayOfMonth(1),
                        to.atOffset(java.time.ZoneOffset.UTC).toLocalDate().withDayOfMonth(1));
    }
}
