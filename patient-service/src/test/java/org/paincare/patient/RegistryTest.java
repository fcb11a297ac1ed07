package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;

@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class RegistryTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void aRegisteredPatientIsReadBackWithTheSameTag() {
        var registered = Bogota.register(Bogota.somebody());

        var read = Bogota.as("nurse").get("/v1/patients/" + registered.id()).expect(200);

        assertThat(read.json()).isEqualTo(registered.json());
        assertThat(read.etag()).isEqualTo(registered.etag()).isEqualTo("\"v0\"");
        assertThat(read.header("Cache-Control")).contains("no-store");
        assertThat(registered.header("Location")).isEqualTo("/v1/patients/" + registered.id());
    }

    @Test
    void aReaderWhoHasTheVersionGetsNoBody() {
        var patient = Bogota.patient();

        var read = Bogota.as("nurse").with("If-None-Match", "\"v0\"").get("/v1/patients/" + patient);

        assertThat(read.expect(304).response().body()).isEmpty();
        Bogota.as("nurse")
                .with("If-Match", "garbage")
                .get("/v1/patients/" + patient)
                .refused(412, "STALE");
    }

    @Test
    void aDocumentBelongsToOnePatientOfTheClinicOnly() {
        var person = Bogota.somebody();
        Bogota.register(person);

        var again = Bogota.as("coordinator").post("/v1/patients", person);
        var elsewhere = Bogota.inCartagena("coordinator").post("/v1/patients", person);

        again.refused(409, "PATIENT_IDENTIFIER_TAKEN");
        elsewhere.expect(201);
    }

    @ParameterizedTest
    @CsvSource({"MRN, UNKNOWN_IDENTIFIER_TYPE", "XX, UNKNOWN_IDENTIFIER_TYPE"})
    void aDocumentOfAnotherJurisdictionIsRefused(String type, String code) {
        var person = Bogota.somebody();
        person.put("identifiers", List.of(Map.of("type", type, "value", "77")));

        Bogota.as("coordinator").post("/v1/patients", person).refused(422, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2100-01-01", "1901-01-01"})
    void nobodyIsBornInTheFutureOrOver120YearsAgo(String birthDate) {
        var person = Bogota.somebody();
        person.put("birthDate", birthDate);

        Bogota.as("coordinator").post("/v1/patients", person).refused(422, "IMPLAUSIBLE_BIRTH_DATE");
    }

    @Test
    void namesAreFoundByAnyPartWhateverAccentsAndCase() {
        var person = Bogota.somebody();
        person.put("givenNames", "Zoraida Íngrid");
        person.put("firstSurname", "Peñaloza");
        var patient = Bogota.register(person).id();

        var found = Bogota.as("nurse").get("/v1/patients?name=PENALOZA%20ingri").expect(200);
        var elsewhere =
                Bogota.inCartagena("nurse").get("/v1/patients?name=penaloza").expect(200);

        assertThat(found.json().findValuesAsText("id")).contains(patient.toString());
        assertThat(elsewhere.json().get("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "%%", "__", "\\", "a'b"})
    void patternCharactersInANameAreOnlyCharacters(String name) {
        Bogota.patient();

        var found = Bogota.as("nurse")
                .get("/v1/patients?name="
                        + java.net.URLEncoder.encode(name + name, java.nio.charset.StandardCharsets.UTF_8))
                .expect(200);

        assertThat(found.json().get("items")).isEmpty();
    }

    @Test
    void aChangeNeedsTheTagOfWhatWasRead() {
        var person = Bogota.somebody();
        var patient = Bogota.register(person).id();
        person.put("phone", "+573001234567");
        var path = "/v1/patients/" + patient;

        Bogota.as("coordinator").put(path, person).refused(428, "PRECONDITION_REQUIRED");
        var changed = Bogota.as("coordinator").with("If-Match", "\"v0\"").put(path, person);
        var stale = Bogota.as("coordinator").with("If-Match", "\"v0\"").put(path, person);

        assertThat(changed.expect(200).etag()).isEqualTo("\"v1\"");
        assertThat(stale.refused(412, "STALE").etag()).isEqualTo("\"v1\"");
        assertThat(Bogota.as("nurse").get(path).json()).isEqualTo(changed.json());
    }

    @Test
    void ofTwentyWhoChangeTheSameVersionOneWins() throws Exception {
        var person = Bogota.somebody();
        var path = "/v1/patients/" + Bogota.register(person).id();

        var answers = inParallel(
                20, () -> Bogota.as("coordinator").with("If-Match", "\"v0\"").put(path, person));

        assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(a -> a.status() == 412).hasSize(19);
    }

    @Test
    void documentsAreAddedButNeverTakenAway() {
        var person = Bogota.somebody();
        var patient = Bogota.register(person).id();
        person.put("identifiers", List.of(Bogota.document()));

        Bogota.as("coordinator")
                .with("If-Match", "\"v0\"")
                .put("/v1/patients/" + patient, person)
                .refused(422, "READ_ONLY");
    }

    @Test
    void fiftyRepeatsWithOneKeyMakeOnePatientAndGetOneAnswer() throws Exception {
        var person = Bogota.somebody();
        var key = UUID.randomUUID().toString();

        var answers = inParallel(
                50, () -> Bogota.as("coordinator").with("Idempotency-Key", key).post("/v1/patients", person));

        assertThat(answers).allMatch(a -> a.status() == 201 || a.status() == 409);
        assertThat(answers.stream()
                        .filter(a -> a.status() == 201)
                        .map(a -> a.id())
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(a -> a.status() == 409)
                        .map(a -> a.json().get("code").asText()))
                .allMatch("REQUEST_IN_PROGRESS"::equals);
    }

    @Test
    void aKeyUsedForAnotherBodyIsRefusedAndIndependentForAnotherCaller() {
        var key = UUID.randomUUID().toString();
        Bogota.as("coordinator")
                .with("Idempotency-Key", key)
                .post("/v1/patients", Bogota.somebody())
                .expect(201);

        var other = Bogota.somebody();
        Bogota.as("coordinator")
                .with("Idempotency-Key", key)
                .post("/v1/patients", other)
                .refused(422, "IDEMPOTENCY_KEY_REUSED");
        Bogota.inCartagena("coordinator")
                .with("Idempotency-Key", key)
                .post("/v1/patients", other)
                .expect(201);
    }

    @Test
    void aRefusedRequestMayBeSentAgainWithItsKey() {
        var person = Bogota.somebody();
        var key = UUID.randomUUID().toString();
        var wrong = Bogota.somebody();
        wrong.put("birthDate", "2100-01-01");
        Bogota.as("coordinator")
                .with("Idempotency-Key", key)
                .post("/v1/patients", wrong)
                .expect(422);

        Bogota.as("coordinator")
                .with("Idempotency-Key", key)
                .post("/v1/patients", person)
                .expect(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|400|VALIDATION_FAILED",
                "{|400|MALFORMED_BODY",
                "[]|400|MALFORMED_BODY",
                "null|400|VALIDATION_FAILED",
                "{\"givenNames\":1}|400|MALFORMED_BODY",
                "{\"givenNames\":\"a\",\"givenNames\":\"b\"}|400|MALFORMED_BODY",
                "{\"givenNames\":\"\\u0000\"}|400|MALFORMED_BODY",
                "{\"givenNames\":\"\\ud800\"}|400|MALFORMED_BODY",
                "{\"birthDate\":\"2020-02-30\"}|400|MALFORMED_BODY",
                "{\"birthDate\":\"+1000000000-01-01\"}|400|MALFORMED_BODY",
                "{\"birthDate\":5}|400|MALFORMED_BODY",
                "{\"sexAtBirth\":0}|400|MALFORMED_BODY",
                "{\"nickname\":\"x\"}|400|UNKNOWN_FIELD",
                "{}|400|VALIDATION_FAILED"
            })
    void aBodyThatIsNotAPatientIsRefusedWithACode(String body, int status, String code) {
        Bogota.as("coordinator").post("/v1/patients", body).refused(status, code);
    }

    @Test
    void wrongMethodsTypesAndParametersAreProblemsToo() {
        var coordinator = Bogota.as("coordinator");

        assertThat(coordinator
                        .delete("/v1/patients")
                        .refused(405, "METHOD_NOT_ALLOWED")
                        .header("Allow"))
                .isEqualTo("GET, POST");
        coordinator.with("Content-Type", "text/plain").post("/v1/patients", "x").refused(415, "UNSUPPORTED_MEDIA_TYPE");
        coordinator.with("Accept", "text/csv").get("/v1/patients?name=aa").refused(406, "NOT_ACCEPTABLE");
        coordinator.get("/v1/patients?name=aa&limit=x").refused(400, "MALFORMED_PARAMETER");
        coordinator.get("/v1/patients?name=aa&limit=101").refused(400, "MALFORMED_PARAMETER");
        coordinator.get("/v1/patients/abc").refused(404, "NOT_FOUND");
        coordinator.get("/v1/nothing").refused(404, "NOT_FOUND");
    }

    @Test
    void problemsSpeakTheCallersLanguage() {
        var spanish = Bogota.as("coordinator")
                .with("Accept-Language", "es-CO,es;q=0.9")
                .post("/v1/patients", "{}");

        assertThat(spanish.json().get("title").asText()).isEqualTo("Faltan campos o su forma es incorrecta");
        assertThat(spanish.json().get("violations").get(0).get("message").asText())
                .isEqualTo("no debe ser nulo");
    }

    @Test
    void aPatientSeesTheirOwnRecordAndNoOther() {
        var own = Bogota.patient();
        var other = Bogota.patient();
        var self = Bogota.service().as(Tokens.patient("bogota", own));

        self.get("/v1/patients/" + own).expect(200);
        self.get("/v1/patients/" + other).refused(404, "NOT_FOUND");
        self.get("/v1/patients/" + own + "/access-log").expect(200);
        self.get("/v1/patients/" + other + "/access-log").refused(404, "NOT_FOUND");
        self.post("/v1/patients", Bogota.somebody()).refused(403, "FORBIDDEN");
    }

    /** All at once. Who is told that the service is too busy just now was not served yet, and asks again. */
    static List<Answer> inParallel(int times, Callable<Answer> request) throws Exception {
        try (var executor = Executors.newFixedThreadPool(times)) {
            var futures = executor.invokeAll(
                    IntStream.range(0, times).mapToObj(i -> served(request)).toList());
            var answers = new java.util.ArrayList<Answer>();
            for (var future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    private static Callable<Answer> served(Callable<Answer> request) {
        return () -> {
            var answer = request.call();
            for (int i = 0; i < 3 && answer.status() == 503; i++) {
                answer = request.call();
            }
            return answer;
        };
    }
}
