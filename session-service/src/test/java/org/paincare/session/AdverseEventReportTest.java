package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.due.Timer;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.http.Answer;

/** What is owed to the authority for an adverse event, and which kinds there are. */
@QuarkusTest
class AdverseEventReportTest {

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Timer timer;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void aSeriousAdverseEventOwesAReportWithin72Hours() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        var first = adverse(session, Map.of("serious", true)).expect(201);
        var second = adverse(session, Map.of("serious", true, "supersedesAdverseEventId", first.id()))
                .expect(201);
        adverse(session, Map.of("serious", false)).expect(201);
        var owed = reports(session);
        assertThat(owed).hasSize(1);
        var report = owed.getFirst();
        assertThat(report.get("form").asText()).isEqualTo("FOREAM");
        assertThat(report.get("adverseEventId").asText()).isEqualTo(second.id().toString());
        assertThat(report.get("overdue").asBoolean()).isFalse();
        var path = "/v1/pharmacovigilance-reports/" + report.get("id").asText();
        var export =
                Ward.as("medical-director").get(path + "/export").expect(200).json();
        assertThat(export.at("/event/code").asText()).isEqualTo("NAUS");
        assertThat(export.at("/disclosure/basis").asText()).isEqualTo("LEGAL_DUTY");
        assertThat(export.at("/disclosure/consentNeeded").asBoolean()).isFalse();
        assertThat(export.at("/disclosure/rule").asText()).contains("INVIMA");
        assertThat(export.at("/medicines/0/substance").asText()).isEqualTo("KETAMINE");
        assertThat(export.at("/medicines/0/lotNumber").asText()).isNotEmpty();
        assertThat(export.at("/patient/ageYears").asInt()).isGreaterThan(18);
        var task = taskOf(session, "REPORT_ADVERSE_EVENT");
        assertThat(task.at("/assignee/role").asText()).isEqualTo("MEDICAL_DIRECTOR");
        assertThat(task.get("dueAt")).isEqualTo(report.get("dueAt"));
        clinic.minutes(72 * 60 + 1);
        Tenancy.apartFromTheRequest(timer::runDue);
        assertThat(taskOf(session, "REPORT_ADVERSE_EVENT").at("/assignee/role").asText())
                .as("overdue, another is asked")
                .isEqualTo("PRESCRIBER");
        assertThat(reports(session).getFirst().get("overdue").asBoolean()).isTrue();
        Ward.as("nurse")
                .post(path + "/submission", Map.of("reference", "INV-1"))
                .refused(403, "FORBIDDEN");

        var told = Ward.as("medical-director")
                .post(path + "/submission", Map.of("reference", "INV-1"))
                .expect(200)
                .json();

        assertThat(told.get("state").asText()).isEqualTo("SUBMITTED");
        assertThat(taskOf(session, "REPORT_ADVERSE_EVENT").get("state").asText())
                .isEqualTo("DONE");
        Ward.as("medical-director")
                .post(path + "/dismissal", Map.of("reason", "a mistake"))
                .refused(409, "REPORT_STATE");
        Ward.inCartagena("medical-director").get(path).refused(404, "NOT_FOUND");
    }

    private static JsonNode taskOf(UUID session, String kind) {
        for (var state : List.of("OPEN", "DONE")) {
            for (var task : Ward.as("nurse")
                    .get("/v1/tasks?sessionId=" + session + "&kind=" + kind + "&state=" + state)
                    .expect(200)
                    .json()
                    .get("items")) {
                return task;
            }
        }
        throw new AssertionError("no " + kind);
    }

    @Test
    void theCatalogueOfAdverseEventsIsThere() {
        var kinds = Ward.as("nurse")
                .with("Accept-Language", "es")
                .get("/v1/adverse-event-kinds")
                .expect(200)
                .json();
        assertThat(kinds.get("kinds").findValuesAsText("code")).contains("HTN", "DESAT", "SUIC");
        assertThat(kinds.at("/kinds/0/name").asText()).isEqualTo("Hipertensión");
        assertThat(kinds.at("/kinds/0/actions/4").toString()).contains("TRANSFER");
    }

    static Answer adverse(UUID session, Map<String, ?> but) {
        var event = new LinkedHashMap<String, Object>(Map.of(
                "code", "NAUS", "grade", 2, "causality", "PROBABLE", "action", "TREATED", "description", "vómito"));
        event.putAll(but);
        return Ward.as("nurse").post("/v1/sessions/" + session + "/adverse-events", event);
    }

    private static List<JsonNode> reports(UUID session) {
        var found = new ArrayList<JsonNode>();
        for (var report : Ward.as("medical-director")
                .get("/v1/pharmacovigilance-reports?state=ALL")
                .expect(200)
                .json()
                .get("items")) {
            if (report.get("sessionId").asText().equals(session.toString())) {
                found.add(report);
            }
        }
        return found;
    }
}
