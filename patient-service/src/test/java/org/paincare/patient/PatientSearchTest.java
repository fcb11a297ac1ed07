package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;

/** Finding somebody, and noticing that somebody is registered already. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class PatientSearchTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void ofThirtyTwoWhoRegisterOneIdentifierOneWinsAndTheOthersLearnWhoseItIs() throws Exception {
        var person = Bogota.somebody();

        var answers = RegistryTest.inParallel(32, () -> Bogota.as("coordinator").post("/v1/patients", person));

        var won = answers.stream().filter(a -> a.status() == 201).toList();
        assertThat(won).hasSize(1);
        assertThat(answers.stream().filter(a -> a.status() != 201))
                .hasSize(31)
                .allSatisfy(a -> assertThat(a.refused(409, "PATIENT_IDENTIFIER_TAKEN")
                                .json()
                                .get("patientId")
                                .asText())
                        .isEqualTo(won.getFirst().id().toString()));
        assertThat(identifiersOf(person)).isEqualTo(1);
    }

    @Test
    void anIdentifierIsTheSameHoweverItIsWritten() {
        var person = Bogota.somebody();
        person.put("identifiers", List.of(Map.of("type", "PA", "value", "ab-12.99 " + System.nanoTime() % 1_000_000)));
        var first = Bogota.register(person);
        var value = first.json().get("identifiers").get(0).get("value").asText();

        assertThat(value).startsWith("AB1299");
        person.put("identifiers", List.of(Map.of("type", "PA", "value", value.toLowerCase(java.util.Locale.ROOT))));
        Bogota.as("coordinator").post("/v1/patients", person).refused(409, "PATIENT_IDENTIFIER_TAKEN");
    }

    @ParameterizedTest
    @CsvSource({"CC, 12A4567", "CC, 12345678901", "CC, 1", "TI, ..."})
    void aNumberThatIsNoneOfItsTypeIsRefused(String type, String value) {
        var person = Bogota.somebody();
        person.put("identifiers", List.of(Map.of("type", type, "value", value)));

        Bogota.as("coordinator").post("/v1/patients", person).refused(422, "IMPLAUSIBLE_IDENTIFIER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "山田 太郎",
                "Владимир",
                "عبد الرحمن",
                "Nguyễn Thị",
                "O'Higgins-Ñañez",
                "𝔘𝔫𝔦",
                "Ōē ǅ",
                "علی\u200cرضا"
            })
    void namesInAnyScriptAreKeptAndFound(String name) {
        var person = Bogota.somebody();
        person.put("givenNames", name);
        var patient = Bogota.register(person);

        assertThat(patient.json().get("givenNames").asText()).isEqualTo(name);
        assertThat(ids(search("name", name))).contains(patient.id().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "\t",
                "   ",
                "a\u2028b",
                "",
                "a\u0085b",
                "\u200b",
                "\u00a0\u2009",
                "\ufeff",
                "Ana\u202eanA",
                "a\u2066b"
            })
    void aNameThatIsNoLineOfTextIsRefused(String name) {
        for (var field : List.of("givenNames", "firstSurname", "secondSurname")) {
            var person = Bogota.somebody();
            person.put(field, name);

            Bogota.as("coordinator").post("/v1/patients", person).refused(400, "VALIDATION_FAILED");
        }
        var person = Bogota.somebody();
        person.put("givenNames", "x".repeat(10_000) + "\n");
        Bogota.as("coordinator").post("/v1/patients", person).refused(400, "VALIDATION_FAILED");
    }

    @Test
    void aComposedAndADecomposedNameAreTheSame() {
        var person = Bogota.somebody();
        person.put("givenNames", "Jose\u0301 Nin\u0303o");

        assertThat(Bogota.register(person).json().get("givenNames").asText()).isEqualTo("José Niño");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xochiquetzal", "XOCHIQUETZL", "Xochiquetsal", "tepeyolotl xochiquetzl"})
    void aNameIsFoundInSpiteOfAccentsCaseAndTypos(String asked) {
        var person = Bogota.somebody();
        person.put("givenNames", "Xóchiquetzal");
        person.put("firstSurname", "Tépeyolotl");
        var patient = Bogota.register(person).id();

        assertThat(ids(search("name", asked))).contains(patient.toString());
    }

    @Test
    void twoLettersCountAtTheBeginningOfAName() {
        var person = Bogota.somebody();
        person.put("givenNames", "Wq");
        person.put("firstSurname", "Xwqx");
        person.put("secondSurname", "Ñu");
        var patient = Bogota.register(person).id().toString();

        assertThat(ids(search("name", "wq"))).contains(patient);
        assertThat(ids(search("name", "nu wq"))).contains(patient);
        assertThat(ids(search("name", "qx"))).doesNotContain(patient);
        assertThat(ids(search("name", "wqx"))).contains(patient);
    }

    @Test
    void aPatientIsFoundByPartOfAnIdentifierAndOfAPhone() {
        var number = Long.toString(4_000_000_000L + System.nanoTime() % 999_999_999L);
        var person = Bogota.somebody();
        person.put("identifiers", List.of(Map.of("type", "CC", "value", number)));
        person.put("phone", "+57" + number);
        var patient = Bogota.register(person).id().toString();

        assertThat(ids(search("identifier", number))).containsExactly(patient);
        assertThat(ids(search("identifier", number.substring(0, 3) + "." + number.substring(3, 9))))
                .contains(patient);
        assertThat(ids(search("phone", number.substring(1, 9)))).contains(patient);
        assertThat(ids(search("phone", "+57 " + number.substring(0, 3) + " " + number.substring(3))))
                .containsExactly(patient);
        assertThat(ids(Bogota.inCartagena("nurse")
                        .get("/v1/patients?identifier=" + number)
                        .expect(200)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name=a",
                "identifier=12",
                "identifier=.-.-.",
                "phone=+5",
                "phone=abcdef",
                "name=ab&phone=3001"
            })
    void aSearchThatSaysTooLittleOrTwoThingsIsRefused(String query) {
        Bogota.as("nurse").get("/v1/patients?" + query).refused(400, "MALFORMED_PARAMETER");
    }

    @Test
    void whoIsProbablyRegisteredAlreadyIsNamedBeforeAndAfter() {
        var person = Bogota.somebody();
        person.put("givenNames", "Quetzalcoatl");
        person.put("firstSurname", "Huitzilopochtli");
        person.put("birthDate", "1971-04-07");
        var there = Bogota.register(person).id().toString();

        assertThat(alike(there, probe("quetzalcóatl", "huitzilopochtly", "1971-04-07")))
                .contains("NAME", "BIRTH_DATE");
        assertThat(alike(there, probe("Huitzilopochtli", "Quetzalcoatl", "1971-07-04")))
                .contains("NAME", "BIRTH_DATE_SLIP");
        assertThat(alike(there, probe("Quetzalcoatl", "Huitzilopochtli", "1999-01-01")))
                .containsExactly("NAME");
        assertThat(alike(there, probe("Somebody", "Else", "1999-01-01"))).isEmpty();
        var sameDocument = probe("Somebody", "Else", "1999-01-01");
        sameDocument.put("identifiers", person.get("identifiers"));
        assertThat(alike(there, sameDocument)).containsExactly("IDENTIFIER");

        person.put("identifiers", List.of(Bogota.document()));
        var again = Bogota.register(person);
        assertThat(again.header("Link")).contains("</v1/patients/" + there + ">; rel=\"duplicate\"");
        assertThat(again.header("Link")).doesNotContain(again.id().toString());
        assertThat(Bogota.inCartagena("coordinator")
                        .post("/v1/patients", person)
                        .expect(201)
                        .header("Link"))
                .isEmpty();
    }

    @Test
    void whoThePatientWasBeforeIsKept() {
        var person = Bogota.somebody();
        var patient = Bogota.register(person).id();
        person.put("languages", List.of("es-CO", "en"));
        person.put("insuranceRegime", "CONTRIBUTIVO");
        person.put("secondSurname", "Nueva");
        var path = "/v1/patients/" + patient;
        Bogota.as("coordinator").with("If-Match", "\"v0\"").put(path, person).expect(200);

        var versions =
                Bogota.as("nurse").get(path + "/versions").expect(200).json().get("items");

        assertThat(versions).hasSize(2);
        assertThat(versions.get(0).get("person").get("secondSurname").asText()).isEqualTo("Nueva");
        assertThat(versions.get(1).get("person").has("secondSurname")).isFalse();
        assertThat(versions.get(0).get("changedBy").get("id").asText())
                .isEqualTo(Tokens.identity("coordinator", "bogota").sub().toString());
        assertThat(Told.by(patient, "PatientUpdated").getLast().get("languages"))
                .extracting(Object::toString)
                .containsExactly("\"es-CO\"", "\"en\"");
        person.put("insuranceRegime", "MEDICARE");
        Bogota.as("coordinator").with("If-Match", "\"v1\"").put(path, person).refused(422, "UNKNOWN_INSURANCE_REGIME");
        Bogota.inCartagena("nurse").get(path + "/versions").refused(404, "NOT_FOUND");
    }

    /** Twenty thousand more in the clinic, in a transaction that is rolled back: no search reads more than a thousand of them. */
    @Test
    void noSearchReadsTheWholeClinic() throws SQLException {
        var clinic = Tokens.identity("nurse", "bogota").clinicId();
        try (var database = TestServers.shared().postgres().superuser("paincare_patient")) {
            database.setAutoCommit(false);
            try (var fill = database.createStatement()) {
                fill.execute("SELECT set_config('app.clinic', '" + clinic + "', true)");
                fill.execute("ALTER TABLE patient DISABLE TRIGGER USER");
                fill.execute("INSERT INTO patient (clinic_id, id, version, given_names, first_surname, birth_date,"
                        + " sex_at_birth, language, phone, registered_at, changed_at, registered_by) SELECT '" + clinic
                        + "', md5('p' || n)::uuid, 0, md5('g' || n), md5('s' || n), date '1950-01-01' + n % 20000, 'FEMALE',"
                        + " 'es', '+57' || (3000000000 + n * 37), now(), now(), '" + clinic
                        + "' FROM generate_series(1, 20000) n");
                fill.execute(
                        "INSERT INTO patient_name (clinic_id, id, folded) SELECT '" + clinic
                                + "', md5('p' || n)::uuid, md5('g' || n) || ' ' || md5('s' || n) FROM generate_series(1, 20000) n");
                fill.execute("INSERT INTO patient_identifier (clinic_id, id, patient_id, type, value) SELECT '" + clinic
                        + "', md5('i' || n)::uuid, md5('p' || n)::uuid, 'CC', (1000000000 + n * 7919)::text"
                        + " FROM generate_series(1, 20000) n");
                for (var index : List.of("patient_name_search", "patient_identifier_search", "patient_phone_search")) {
                    fill.execute("SELECT gin_clean_pending_list('" + index + "')");
                }
                fill.execute("ANALYZE patient, patient_name, patient_identifier");
            }
            for (var search : List.of(
                    "patient_by_name(left(md5('s777'), 9) || ' ' || left(md5('g777'), 5), 20)",
                    "patient_by_name(translate(md5('s777'), 'a', 'b'), 20)",
                    "patient_by_name('rz', 20)",
                    "patient_by_identifier((1000000000 + 777 * 7919)::text, 20)",
                    "patient_by_phone((3000000000 + 777 * 37)::text, 20)",
                    "patient_duplicates(md5('g777') || ' ' || md5('s777'), date '1950-01-01' + 777, ARRAY['1'], 10)")) {
                assertThat(rows(database, search)).as(search).isLessThan(1_000L);
            }
            database.rollback();
        }
    }

    /** Rows of the clinic that the call reads; one that reads a table from end to end reads all of them. */
    private static long rows(Connection database, String function) throws SQLException {
        var before = read(database);
        try (var call = database.createStatement()) {
            call.executeQuery("SELECT * FROM " + function).close();
        }
        return read(database) - before;
    }

    private static long read(Connection database) throws SQLException {
        try (var counters = database.createStatement();
                var row = counters.executeQuery(
                        "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))"
                                + " FROM pg_stat_xact_user_tables WHERE relname IN ('patient', 'patient_name', 'patient_identifier')")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Answer search(String by, String asked) {
        return Bogota.as("nurse")
                .get("/v1/patients?limit=100&" + by + "=" + URLEncoder.encode(asked, StandardCharsets.UTF_8))
                .expect(200);
    }

    private static List<String> ids(Answer found) {
        return found.json().get("items").findValuesAsText("id");
    }

    private static Map<String, Object> probe(String givenNames, String firstSurname, String birthDate) {
        return new java.util.LinkedHashMap<>(
                Map.of("givenNames", givenNames, "firstSurname", firstSurname, "birthDate", birthDate));
    }

    /** In what that patient is like the person probed; nothing where they are no candidate. */
    private static List<String> alike(String patient, Map<String, Object> probe) {
        var items = Bogota.as("coordinator")
                .post("/v1/patient-duplicate-checks", probe)
                .expect(200)
                .json()
                .get("items");
        for (var item : items) {
            if (item.get("patient").get("id").asText().equals(patient)) {
                var alike = new java.util.ArrayList<String>();
                item.get("alike").forEach(a -> alike.add(a.asText()));
                return alike;
            }
        }
        return List.of();
    }

    private static long identifiersOf(Map<String, Object> person) throws SQLException {
        var document = (Map<?, ?>) ((List<?>) person.get("identifiers")).getFirst();
        try (var database = TestServers.shared().postgres().superuser("paincare_patient");
                var select = database.prepareStatement(
                        "SELECT count(*) FROM patient_identifier WHERE value = ? AND clinic_id = ?")) {
            select.setString(1, document.get("value").toString());
            select.setObject(2, Tokens.identity("nurse", "bogota").clinicId());
            var row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
