package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;

/** Contacts, care plan, expectations and goals: said as a whole, every version kept. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class SheetsTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void contactsAreSaidAsAWholeAndWhatTheyWereIsKept() {
        var path = "/v1/patients/" + Bogota.patient() + "/contacts";
        Bogota.as("nurse").get(path).refused(404, "NOT_FOUND");
        var said = Bogota.as("coordinator")
                .put(path, contacts("Tránsito", "+573001112233"))
                .expect(201);
        Bogota.as("coordinator")
                .put(path, contacts("Tránsito", "+573001112233"))
                .expect(200);
        Bogota.as("coordinator").put(path, contacts("Úrsula", "+573001112233")).refused(428, "PRECONDITION_REQUIRED");
        Bogota.as("coordinator")
                .with("If-Match", said.etag())
                .put(path, contacts("Úrsula", "+573001112244"))
                .expect(200);
        Bogota.as("coordinator")
                .with("If-Match", said.etag())
                .put(path, contacts("Nadie", "+573001112244"))
                .refused(412, "STALE");

        assertThat(Bogota.as("nurse")
                        .get(path)
                        .expect(200)
                        .json()
                        .get("contacts")
                        .findValuesAsText("name"))
                .containsExactly("Úrsula");
        assertThat(Bogota.as("nurse").get(path + "/versions").expect(200).json().findValuesAsText("phone"))
                .containsExactly("+573001112244", "+573001112233");
        Bogota.as("nurse").put(path, contacts("Úrsula", "+573001112233")).refused(403, "FORBIDDEN");
        Bogota.inCartagena("coordinator")
                .put(path, contacts("Nadie", "+573001112233"))
                .refused(404, "NOT_FOUND");
        Bogota.inCartagena("nurse").get(path + "/versions").refused(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"contacts\":[null]}",
                "{\"contacts\":null}",
                "{\"contacts\":[{}]}",
                "{\"contacts\":[{\"roles\":[null],\"name\":\"A\",\"relationship\":\"B\",\"phone\":\"+573001112233\"}]}",
                "{\"contacts\":[{\"roles\":[\"EMERGENCY\"],\"name\":\"A\",\"relationship\":\"B\",\"email\":\"a@b.co\"}]}",
                "{\"contacts\":[{\"roles\":[\"OTHER\"],\"name\":\"A\",\"relationship\":\"B\"}]}",
                "{\"contacts\":[{\"roles\":[\"OTHER\"],\"name\":\"A\\nB\",\"relationship\":\"B\",\"phone\":\"+573001112233\"}]}",
                "{\"contacts\":[{\"roles\":[\"OTHER\"],\"name\":\"A\",\"relationship\":\"B\",\"phone\":\"3001112233\"}]}"
            })
    void aContactNobodyCouldCallIsRefused(String body) {
        Bogota.as("coordinator")
                .put("/v1/patients/" + Bogota.patient() + "/contacts", body)
                .refused(400, "VALIDATION_FAILED");
    }

    @Test
    void theCarePlanIsToldWithItsCodesAndWithoutWords() {
        var patient = Bogota.patient();
        var path = "/v1/patients/" + patient + "/care-plan";
        var made = Bogota.as("nurse")
                .put(path, plan(null, therapy(null, "Terapia cognitiva", "2026-02-01")))
                .expect(201);
        var first = made.json().get("therapies").get(0).get("therapyId").asText();
        var botulinum = therapy(null, "Toxina botulínica", "2026-03-01");
        botulinum.putAll(Map.of("kind", "PREVENTIVE", "code", "M03AX01", "system", "ATC"));
        var changed = Bogota.as("prescriber")
                .with("If-Match", made.etag())
                .put(path, plan("Added after review", therapy(first, "Terapia cognitiva", "2026-02-01"), botulinum))
                .expect(200);

        var told = Told.by(patient, "CarePlanChanged");
        assertThat(told).hasSize(2);
        assertThat(told.getLast().get("version").asInt()).isEqualTo(2);
        assertThat(told.getLast().get("carePlanId").asText())
                .isEqualTo(changed.json().get("id").asText());
        assertThat(told.getLast().get("therapies").get(0).get("therapyId").asText())
                .isEqualTo(first);
        assertThat(told.getLast().toString()).contains("M03AX01").doesNotContain("Terapia", "Toxina");
        var versions =
                Bogota.as("nurse").get(path + "/versions").expect(200).json().get("items");
        assertThat(versions.get(0).get("reason").asText()).isEqualTo("Added after review");
        assertThat(versions.get(1).get("therapies")).hasSize(1);
        Bogota.as("clinic-admin").get(path).refused(403, "FORBIDDEN");
        Bogota.inCartagena("nurse").get(path).refused(404, "NOT_FOUND");
        assertThat(Bogota.service()
                        .as(Tokens.patient("bogota", patient))
                        .get(path)
                        .expect(200)
                        .etag())
                .isEqualTo(changed.etag());
    }

    @ParameterizedTest
    @CsvSource({
        "therapyId, 0197a000-0000-7000-8000-0000000000ff, UNKNOWN_THERAPY",
        "code, M03AX01, CODE_AND_SYSTEM",
        "startedOn, 1960-01-01, IMPLAUSIBLE",
        "startedOn, 2100-01-01, IMPLAUSIBLE",
        "endedOn, 2025-01-01, BEFORE_START"
    })
    void aCarePlanThatContradictsItselfIsRefusedByTheField(String field, String value, String why) {
        var therapy = therapy(null, "Ejercicio", "2026-02-01");
        therapy.put(field, value);

        var refused = Bogota.as("nurse")
                .put("/v1/patients/" + Bogota.patient() + "/care-plan", plan(null, therapy))
                .refused(422, "CARE_PLAN_REFUSED");

        assertThat(refused.json().get("violations").get(0).get("code").asText()).isEqualTo(why);
    }

    @Test
    void thePatientAcknowledgesTheSheetInForceInTheirLanguage() {
        var patient = Bogota.patient();
        var path = "/v1/patients/" + patient + "/expectations-acknowledgements";
        var self = Bogota.service().as(Tokens.patient("bogota", patient));
        var sheet = self.get("/v1/catalogue/expectations-sheet").expect(200).json();
        var version = sheet.get("version").asText();

        self.post(path, acknowledge(version, "es")).expect(201);
        self.post(path, acknowledge("1999.1", "es")).refused(422, "EXPECTATIONS_REFUSED");
        var ahead = acknowledge(version, "es");
        ahead.put("acknowledgedAt", Woman.now().plusSeconds(3600).toString());
        self.post(path, ahead).refused(422, "EXPECTATIONS_REFUSED");
        self.post(path, acknowledge(version, "fr")).refused(400, "VALIDATION_FAILED");

        var seen = Bogota.as("nurse").get(path).expect(200).json().get("items");
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).get("sheetHash").asText())
                .isEqualTo(sheet.get("hash").get("es").asText());
        assertThat(sheet.get("hash").get("en").asText())
                .isNotEqualTo(sheet.get("hash").get("es").asText());
        Bogota.service()
                .as(Tokens.patient("bogota", UUID.randomUUID()))
                .post(path, acknowledge(version, "es"))
                .refused(404, "NOT_FOUND");
    }

    @Test
    void twoGoalsAreStatedAndKeepTheirIdsWhileTheyAreTheSame() {
        var patient = Bogota.patient();
        var path = "/v1/patients/" + patient + "/goals";
        var stated = Bogota.as("nurse")
                .put(path, Map.of("goals", List.of(goal(null, "Volver a leer"), goal(null, "Dormir seis horas"))))
                .expect(201);
        var ids = stated.json().findValuesAsText("goalId");
        var restated = Bogota.as("nurse")
                .with("If-Match", stated.etag())
                .put(path, Map.of("goals", List.of(goal(ids.getFirst(), "Volver a leer"), goal(null, "Caminar"))))
                .expect(200);

        assertThat(restated.json().findValuesAsText("goalId"))
                .hasSize(2)
                .startsWith(ids.getFirst())
                .doesNotContain(ids.getLast());
        assertThat(Bogota.as("nurse").get(path + "/versions").expect(200).json().findValuesAsText("statement"))
                .containsExactly("Volver a leer", "Caminar", "Volver a leer", "Dormir seis horas");
        var told = Told.by(patient, "GoalsStated");
        assertThat(told).extracting(goals -> goals.path("version").asInt()).containsExactly(1, 2);
        assertThat(told.getLast().findValuesAsText("goalId"))
                .isEqualTo(restated.json().findValuesAsText("goalId"));
        var timeline = "/v1/patients/" + patient + "/timeline";
        assertThat(Bogota.as("nurse").get(timeline).expect(200).json().findValuesAsText("kind"))
                .contains("GOALS_STATED", "PATIENT_REGISTERED");
        var registered = Bogota.as("coordinator").get(timeline).expect(200);
        assertThat(registered.json().findValuesAsText("kind"))
                .contains("PATIENT_REGISTERED")
                .doesNotContain("GOALS_STATED");
        Bogota.as("nurse")
                .get("/v1/patients/" + UUID.randomUUID() + "/timeline")
                .refused(404, "NOT_FOUND");
        var same = goal(ids.getFirst(), "Una");
        Bogota.as("nurse")
                .with("If-Match", restated.etag())
                .put(path, Map.of("goals", List.of(same, same)))
                .refused(422, "EXPECTATIONS_REFUSED");
        Bogota.as("nurse")
                .put(path, Map.of("goals", List.of(goal(null, "Una"))))
                .refused(400, "VALIDATION_FAILED");
        var eleven = goal(null, "Una");
        eleven.put("baseline0To10", 11);
        Bogota.as("nurse").put(path, Map.of("goals", List.of(eleven, eleven))).refused(400, "VALIDATION_FAILED");
    }

    @Test
    void whoPaysIsPartOfTheStandingAndWarnsWithoutBlocking() {
        var patient = Bogota.patient();
        var path = "/v1/patients/" + patient + "/payer-authorisations";
        assertThat(payer(patient).get("warnings").get(0).asText()).isEqualTo("NO_AUTHORISATION");
        var said = Bogota.as("coordinator")
                .put(
                        path,
                        Map.of(
                                "authorisations",
                                List.of(authorisation(6, 6, Woman.today().plusDays(30)))))
                .expect(201);
        assertThat(texts(payer(patient).get("warnings")))
                .containsExactly("SESSIONS_USED_UP", "OFF_LABEL_REQUEST_MISSING");
        var next = authorisation(6, 2, Woman.today());
        next.put("offLabelRequest", Map.of("number", "MIPRES-1", "status", "GRANTED"));
        var later = Bogota.as("coordinator")
                .with("If-Match", said.etag())
                .put(path, Map.of("authorisations", List.of(next), "reason", "Renewed"))
                .expect(200);

        assertThat(payer(patient).get("sessionsLeft").asInt()).isEqualTo(4);
        assertThat(payer(patient).get("warnings")).isEmpty();
        next.put("expiresOn", Woman.today().minusDays(1).toString());
        Bogota.as("coordinator")
                .with("If-Match", later.etag())
                .put(path, Map.of("authorisations", List.of(next)))
                .expect(200);
        assertThat(texts(payer(patient).get("warnings"))).containsExactly("NO_AUTHORISATION");
        assertThat(Bogota.as("nurse").get(path + "/versions").expect(200).json().get("items"))
                .hasSize(3);
        Bogota.as("nurse").put(path, Map.of("authorisations", List.of())).refused(403, "FORBIDDEN");
        Bogota.inCartagena("nurse").get(path).refused(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "number, , 422, PAYER_REFUSED",
        "expiresOn, 2020-01-01, 422, PAYER_REFUSED",
        "authorisationId, 0197a000-0000-7000-8000-0000000000ff, 422, PAYER_REFUSED",
        "kind, GIFT, 400, MALFORMED_BODY",
        "payer, '  ', 400, VALIDATION_FAILED"
    })
    void anAuthorisationThatContradictsItselfIsRefused(String field, @Nullable String value, int status, String code) {
        var said = authorisation(6, 0, Woman.today());
        said.put(field, value);

        Bogota.as("coordinator")
                .put(
                        "/v1/patients/" + Bogota.patient() + "/payer-authorisations",
                        Map.of("authorisations", List.of(said)))
                .refused(status, code);
    }

    @Test
    void aReferralIsAnsweredUnderItsId() {
        var patient = Bogota.patient();
        var path = "/v1/patients/" + patient + "/referrals";
        var referral = new LinkedHashMap<String, Object>();
        referral.put("source", "NEUROLOGIST");
        referral.put("referredBy", "Dra. Ficticia");
        referral.put("referredOn", Woman.today().minusDays(9).toString());
        referral.put("question", "Chronic migraine, four classes failed.\nKetamine?");
        referral.put(
                "letter", Map.of("receivedOn", Woman.today().minusDays(8).toString(), "documentHash", "ab".repeat(32)));
        var said = Bogota.as("coordinator")
                .put(path, Map.of("referrals", List.of(referral)))
                .expect(201);
        referral.put(
                "referralId",
                said.json().get("referrals").get(0).get("referralId").asText());
        referral.put("reply", Map.of("sentOn", Woman.today().toString(), "text", "In the programme since today."));
        Bogota.as("prescriber")
                .with("If-Match", said.etag())
                .put(path, Map.of("referrals", List.of(referral)))
                .expect(200);

        assertThat(Bogota.as("nurse").get(path).expect(200).json().findValuesAsText("text"))
                .containsExactly("In the programme since today.");
        referral.put("reply", Map.of("sentOn", Woman.today().minusDays(20).toString(), "text", "Before it came"));
        Bogota.as("prescriber")
                .with("If-Match", said.etag())
                .put(path, Map.of("referrals", List.of(referral)))
                .refused(422, "REFERRAL_REFUSED");
        Bogota.as("coordinator").put(path, "{\"referrals\":[null]}").refused(400, "VALIDATION_FAILED");
        Bogota.inCartagena("nurse").get(path).refused(404, "NOT_FOUND");
    }

    private static com.fasterxml.jackson.databind.JsonNode payer(UUID patient) {
        return Bogota.as("coordinator")
                .get("/v1/patients/" + patient + "/standing")
                .expect(200)
                .json()
                .get("payer");
    }

    private static List<String> texts(com.fasterxml.jackson.databind.JsonNode array) {
        var texts = new java.util.ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Map<String, Object> authorisation(int granted, int used, java.time.LocalDate expires) {
        var authorisation = new LinkedHashMap<String, Object>();
        authorisation.put("kind", "PAYER");
        authorisation.put("payer", "EPS Ficticia");
        authorisation.put("number", "A-1");
        authorisation.put("sessionsGranted", granted);
        authorisation.put("sessionsUsed", used);
        authorisation.put("validFrom", Woman.today().minusDays(60).toString());
        authorisation.put("expiresOn", expires.toString());
        return authorisation;
    }

    private static Map<String, Object> contacts(String name, String phone) {
        return Map.of(
                "contacts",
                List.of(Map.of(
                        "roles",
                        List.of("EMERGENCY", "REPRESENTATIVE"),
                        "name",
                        name,
                        "relationship",
                        "madre",
                        "phone",
                        phone)));
    }

    private static Map<String, Object> therapy(@Nullable String id, String name, String startedOn) {
        var therapy = new LinkedHashMap<String, Object>();
        if (id != null) {
            therapy.put("therapyId", id);
        }
        therapy.put("kind", "PSYCHOTHERAPY");
        therapy.put("name", name);
        therapy.put("startedOn", startedOn);
        return therapy;
    }

    @SafeVarargs
    private static Map<String, Object> plan(@Nullable String reason, Map<String, Object>... therapies) {
        var plan = new LinkedHashMap<String, Object>();
        plan.put("therapies", List.of(therapies));
        if (reason != null) {
            plan.put("reason", reason);
        }
        return plan;
    }

    private static Map<String, Object> acknowledge(String version, String language) {
        return new LinkedHashMap<>(Map.of("sheetVersion", version, "language", language, "method", "PORTAL"));
    }

    private static Map<String, Object> goal(@Nullable String id, String statement) {
        var goal = new LinkedHashMap<String, Object>();
        if (id != null) {
            goal.put("goalId", id);
        }
        goal.put("domain", "OTHER");
        goal.put("statement", statement);
        goal.put("baseline0To10", 2);
        return goal;
    }
}
