package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** What the authority asks to see of the ledger, as data, as CSV and on paper. */
@QuarkusTest
class LedgerReportTest {

    private static final ZoneId ZONE = ZoneId.of("America/Bogota");

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
        clinic.withinOneDay(ZONE, 10);
    }

    @Test
    void theControlBookShowsEachMovementAndTheBalanceOfItsLot() {
        var session = ward.bookedSession(ward.patient());
        var vial = ward.vial();
        var entry = ward.move(
                        "nurse",
                        Map.of("type", "DISPENSE_TO_SESSION", "containerId", vial, "sessionId", session, "mg", "50"))
                .expect(201)
                .json();
        ward.move("nurse", Map.of("type", "ADMINISTER", "sessionId", session, "mg", "32"))
                .expect(201);

        var book = report("control-book").expect(200).json();

        assertThat(book.get("jurisdiction").asText()).isEqualTo("CO");
        assertThat(book.get("columns").findValuesAsText("id"))
                .contains("CUM", "INVIMA")
                .doesNotContain("NDC");
        var of = rowsOf(book, "LOT", lotOf(entry));
        assertThat(of).hasSize(3);
        assertThat(value(book, of.get(0), "IN_MG")).isEqualTo("500");
        assertThat(value(book, of.get(1), "TYPE")).isEqualTo("DISPENSE_TO_SESSION");
        assertThat(value(book, of.get(1), "BALANCE_MG")).isEqualTo("500");
        assertThat(value(book, of.get(2), "OUT_MG")).isEqualTo("32");
        assertThat(value(book, of.get(2), "BALANCE_MG")).isEqualTo("468");
        assertThat(book.get("contentHash").asText()).matches("[0-9a-f]{64}");
        assertThat(book.at("/disclosure/basis").asText()).isEqualTo("LEGAL_DUTY");
        assertThat(book.at("/disclosure/rule").asText()).contains("1478");
        assertThat(book.get("attention").toString()).contains("licence");
    }

    @Test
    void theDailyReportBalancesEveryLot() {
        var vial = ward.vial();
        ward.move("nurse", Map.of("type", "TRANSFER", "containerId", vial, "volumeMl", "4"))
                .expect(201);

        var daily = report("daily").expect(200).json();

        assertThat(daily.get("rows")).isNotEmpty();
        for (var row : daily.get("rows")) {
            var expected = mg(daily, row, "OPENING_MG")
                    .add(mg(daily, row, "RECEIVED_MG"))
                    .add(mg(daily, row, "ADJUSTED_MG"))
                    .subtract(mg(daily, row, "ADMINISTERED_MG"))
                    .subtract(mg(daily, row, "WASTED_MG"))
                    .subtract(mg(daily, row, "DESTROYED_MG"))
                    .subtract(mg(daily, row, "TRANSFERRED_MG"))
                    .subtract(mg(daily, row, "LOST_MG"));
            assertThat(mg(daily, row, "CLOSING_MG")).isEqualByComparingTo(expected);
        }
        assertThat(daily.get("attention").toString()).contains("was not counted");
    }

    @Test
    void reportsComeAsCsvAndOnPaper() {
        ward.vial();
        var csv = report("inventory/csv").expect(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.response().body()).startsWith("Substance,Schedule,CUM,");
        var pdf = report("control-book/pdf").expect(200);
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.response().body()).startsWith("%PDF-");
        assertThat(pdf.header("X-Content-Hash")).matches("[0-9a-f]{64}");
        for (var kind : new String[] {"monthly", "losses", "destructions"}) {
            report(kind).expect(200);
            report(kind + "/pdf").expect(200);
        }
    }

    @Test
    void theControlBookOnPaperSaysWhatTheReportSaysInBothLanguages() {
        ward.vial();
        for (var language : new String[] {"es", "en"}) {
            var book = Ward.as("auditor")
                    .with("Accept-Language", language)
                    .get(path("control-book"))
                    .expect(200)
                    .json();
            var words = Papers.words("auditor", path("control-book/pdf"), language);

            assertThat(book.get("rows")).isNotEmpty();
            assertThat(words)
                    .contains(book.get("title").asText(), "CUM", "INVIMA")
                    .contains(value(book, book.get("rows").get(0), "SUBSTANCE"));
        }
    }

    @Test
    void inTheUnitedStatesTheSameLedgerIsShownByItsOwnForms() {
        var session = ward.bookedSession(ward.patient());
        var vial = ward.vial();
        ward.move("nurse", Map.of("type", "DISPENSE_TO_SESSION", "containerId", vial, "sessionId", session, "mg", "50"))
                .expect(201);
        lost(vial);
        try {
            events.configured(DemoClinic.BOGOTA, "America/Bogota", "US", "DEA_REGISTRATION_NUMBER=XX0000000");
            var book = report("control-book").expect(200).json();
            assertThat(book.get("jurisdiction").asText()).isEqualTo("US");
            assertThat(book.get("licenceNumber").asText()).isEqualTo("XX0000000");
            assertThat(book.get("columns").findValuesAsText("id"))
                    .contains("NDC", "SCHEDULE")
                    .doesNotContain("CUM", "INVIMA");
            assertThat(value(book, book.get("rows").get(0), "SCHEDULE")).isIn("CIII", "CIV");
            var inventory = report("inventory").expect(200).json();
            assertThat(inventory.get("title").asText()).isEqualTo("Biennial inventory (21 CFR 1304.11)");
            var ketamine = rowsOf(inventory, "SUBSTANCE", "KETAMINE").getFirst();
            assertThat(value(inventory, ketamine, "CODE")).isEqualTo("7285");
            assertThat(value(inventory, ketamine, "SCHEDULE")).isEqualTo("CIII");
            var losses = report("losses").expect(200).json();
            assertThat(losses.get("title").asText()).isEqualTo("Data for DEA form 106");
            assertThat(losses.get("columns").findValuesAsText("id")).contains("SUPPLIER", "INVOICE", "CODE", "NDC");
            assertThat(losses.get("rows")).isNotEmpty();
            assertThat(report("destructions").expect(200).json().get("title").asText())
                    .isEqualTo("Data for DEA form 41");
            var daily = report("daily").expect(200).json();
            assertThat(daily.get("columns").findValuesAsText("id")).contains("NDC", "OPENING_MG", "CLOSING_MG");
            assertThat(report("inventory/csv").expect(200).response().body())
                    .startsWith("Substance,Schedule,")
                    .contains("7285");
            for (var kind : new String[] {"control-book", "daily", "monthly", "inventory", "losses", "destructions"}) {
                var pdf = report(kind + "/pdf").expect(200);
                assertThat(pdf.response().body()).startsWith("%PDF-");
                assertThat(pdf.header("X-Content-Hash")).matches("[0-9a-f]{64}");
            }
        } finally {
            events.reconfigured(DemoClinic.BOGOTA, "America/Bogota");
        }
        assertThat(report("inventory").expect(200).json().get("title").asText())
                .isEqualTo("Inventory of special-control drugs");
    }

    /** A millilitre spilt, seen by two. */
    private void lost(java.util.UUID vial) {
        var loss = new java.util.LinkedHashMap<String, Object>(
                Map.of("type", "LOSS", "containerId", vial, "volumeMl", "1", "reason", "spilt on the floor"));
        var hash = Ward.as("nurse")
                .post("/v1/ledger-event-previews", loss)
                .expect(200)
                .json()
                .get("hash")
                .asText();
        loss.put(
                "witnessSignatureId",
                Ward.signed("/v1/ledger-events", hash, "nurse2", "WITNESSES").getFirst());
        ward.move("nurse", loss).expect(201);
    }

    @Test
    void whatIsNoReportIsRefused() {
        get("/v1/ledger-reports/control-book").refused(400, "MALFORMED_PARAMETER");
        get("/v1/ledger-reports/control-book?from=2026-02-30").refused(400, "MALFORMED_PARAMETER");
        get("/v1/ledger-reports/control-book?from=2026-02-02&to=2026-02-01").refused(400, "MALFORMED_PARAMETER");
        get("/v1/ledger-reports/control-book?from=2020-02-02&to=2026-02-01").refused(400, "MALFORMED_PARAMETER");
        get("/v1/ledger-reports/form-41?from=2026-02-02").refused(404, "NOT_FOUND");
        Ward.as("coordinator").get("/v1/ledger-reports/daily?from=2026-02-02").refused(403, "FORBIDDEN");
    }

    private Answer report(String kind) {
        return get(path(kind));
    }

    private String path(String kind) {
        return "/v1/ledger-reports/" + kind + "?from=" + LocalDate.ofInstant(clinic.now(), ZONE);
    }

    private static Answer get(String path) {
        return Ward.as("auditor").with("Accept-Language", "en").get(path);
    }

    private static String lotOf(JsonNode entry) {
        return Ward.as("nurse")
                .get("/v1/lots/" + entry.get("lotId").asText())
                .expect(200)
                .json()
                .get("lotNumber")
                .asText();
    }

    private static java.util.List<JsonNode> rowsOf(JsonNode report, String column, String wanted) {
        var found = new java.util.ArrayList<JsonNode>();
        for (var row : report.get("rows")) {
            if (value(report, row, column).equals(wanted)) {
                found.add(row);
            }
        }
        return found;
    }

    private static String value(JsonNode report, JsonNode row, String column) {
        return row.get(report.get("columns").findValuesAsText("id").indexOf(column))
                .asText();
    }

    private static BigDecimal mg(JsonNode report, JsonNode row, String column) {
        return new BigDecimal(value(report, row, column));
    }
}
