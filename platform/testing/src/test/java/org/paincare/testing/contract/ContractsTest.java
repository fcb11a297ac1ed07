package org.paincare.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractsTest {

    private static final Map<String, List<String>> PRODUCT = Map.of(
            "patient",
            List.of(
                    "PatientRegistered",
                    "PatientUpdated",
                    "PatientMerged",
                    "PatientDied",
                    "PatientDeathCorrected",
                    "ConsentGranted",
                    "ConsentWithdrawn",
                    "FactRecorded",
                    "EligibilityDecided",
                    "EligibilityReevaluationDue",
                    "EnrolmentChanged",
                    "CarePlanChanged",
                    "GoalsStated",
                    "ClinicConfigured",
                    "EmergencyAccessOpened",
                    "StaffChanged"),
            "session",
            List.of(
                    "PlanActivated",
                    "PlanRevised",
                    "PlanEnded",
                    "SessionBooked",
                    "SessionMoved",
                    "SessionCancelled",
                    "ProtocolChanged",
                    "DischargeCompleted",
                    "ObservationFlagged",
                    "SessionStarted",
                    "SessionEnded",
                    "SessionClosed",
                    "AdverseEventRecorded",
                    "AlarmRaised",
                    "AlarmAcknowledged",
                    "ReadingConflictFound",
                    "HomeDoseCharted"),
            "outcome",
            List.of(
                    "AssessmentDue",
                    "AssessmentCompleted",
                    "WindowClosed",
                    "AssessmentMissed",
                    "AssessmentReminder",
                    "CheckFollowUp",
                    "SafetyAlertRaised",
                    "SafetyAlertEscalated",
                    "ResponseClassified",
                    "CourseChanged",
                    "PacingProposed",
                    "ProgrammeReviewRecorded"));

    private static final Set<String> PERSONAL_WORDS = Set.of(
            "name",
            "names",
            "surname",
            "family",
            "phone",
            "telephone",
            "mobile",
            "email",
            "mail",
            "address",
            "street",
            "city",
            "postcode",
            "municipality",
            "contact",
            "identifier",
            "passport",
            "photo",
            "relative",
            "comment",
            "comments",
            "note",
            "notes",
            "text",
            "narrative",
            "remark",
            "remarks",
            "description",
            "title",
            "free");

    private final Contracts contracts = Contracts.load();

    static Stream<EventType> events() {
        return Contracts.load().eventTypes().stream();
    }

    static Stream<GoldenExample> examples() {
        return events().flatMap(type -> Contracts.load().contract(type).examples().stream());
    }

    @Test
    void theEventsAreThoseOfTheProduct() {
        PRODUCT.forEach((service, names) -> assertThat(contracts.eventTypes())
                .filteredOn(type -> type.service().equals(service))
                .as(service)
                .extracting(EventType::name)
                .containsExactlyInAnyOrderElementsOf(names));
        assertThat(contracts.eventTypes()).hasSize(45);
    }

    @Test
    void everyFileBelongsToAnEventAndEveryEventHasItsFiles() throws IOException {
        for (var service : Contracts.SERVICES) {
            var mine = contracts.eventTypes().stream()
                    .filter(type -> type.service().equals(service))
                    .toList();
            var schemas = mine.stream().map(type -> type.file() + ".json").toList();
            var examples = mine.stream()
                    .flatMap(type -> contracts.contract(type).examples().stream())
                    .map(example -> example.type().file() + "." + example.caseName() + ".json")
                    .toList();
            assertThat(ContractFolder.fileNames(service + "/schemas")).containsExactlyInAnyOrderElementsOf(schemas);
            assertThat(ContractFolder.fileNames(service + "/examples")).containsExactlyInAnyOrderElementsOf(examples);
        }
    }

    @Test
    void everyDocumentSendsOnItsOwnTopicExactlyTheEventsItDescribes() {
        for (var service : Contracts.SERVICES) {
            var document = ContractFiles.yaml(service + "/asyncapi.yaml");
            assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
            assertThat(document.at("/channels/" + service + "/address").asText())
                    .isEqualTo("paincare." + service + ".v1");
            document.at("/components/messages").properties().forEach(message -> {
                var type = EventType.of(message.getValue().path("name").asText());
                assertThat(type.service()).isEqualTo(service);
                assertThat(message.getKey()).isEqualTo(type.name());
                assertThat(message.getValue().at("/payload/schema/$ref").asText())
                        .isEqualTo("schemas/" + type.file() + ".json");
                assertThat(document.at("/channels/" + service + "/messages/" + type.name() + "/$ref")
                                .asText())
                        .isEqualTo("#/components/messages/" + type.name());
            });
            assertThat(document.at("/channels/" + service + "/messages"))
                    .hasSameSizeAs(document.at("/components/messages"));
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void aSchemaIsValidClosedAndNamedAfterItsEvent(EventType type) {
        var contract = contracts.contract(type);
        assertThat(new Schemas(Map.of()).validateSchema(contract.schema())).isEmpty();
        assertThat(contract.schema().path("$id").asText())
                .isEqualTo("https://paincare.org/contracts/" + type.service() + "/schemas/" + type.file() + ".json");
        assertThat(contract.schema().path("title").asText()).isEqualTo(type.name());
        var shape = shape(type);
        assertThat(shape.fields().entrySet())
                .filteredOn(entry -> entry.getValue().types().contains("object"))
                .allSatisfy(entry ->
                        assertThat(entry.getValue().closed()).as(entry.getKey()).isTrue());
        assertThat(shape.fields()).containsKey("/" + contract.stream().idField());
        assertThat(shape.fields().get("/" + contract.stream().idField()).required())
                .isTrue();
    }

    @Test
    void theMetaSchemaCheckCanFail() {
        var broken = JsonNodeFactory.instance.objectNode().put("type", "strin");
        assertThat(new Schemas(Map.of()).validateSchema(broken)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aGoldenExampleKeepsItsContract(GoldenExample example) {
        var contract = contracts.contract(example.type());
        ProducerContract.assertRecord(
                contract.topic(), example.headers().get("ce_subject"), example.headers(), example.data());
        assertThat(example.headers()).containsEntry("ce_type", example.type().toString());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anEventWithoutItsOptionalFieldsIsStillValid(GoldenExample example) {
        new Variants(shape(example.type()))
                .withoutOptionalFields(example.data())
                .forEach(variant -> assertThat(contracts.validate(example.type().toString(), variant.data()))
                        .as(variant.what())
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("events")
    void theExamplesOfAnEventShowEveryField(EventType type) {
        var shown = new TreeSet<String>();
        contracts.contract(type).examples().forEach(example -> collect("", example.data(), shown));
        assertThat(shown).containsAll(shape(type).fields().keySet());
    }

    @ParameterizedTest
    @MethodSource("events")
    void noFieldIsNamedAfterPersonalData(EventType type) {
        assertThat(shape(type).fields().keySet())
                .allSatisfy(
                        pointer -> assertThat(words(pointer)).as(pointer).doesNotContainAnyElementsOf(PERSONAL_WORDS));
    }

    @ParameterizedTest
    @MethodSource("events")
    void noTextFieldHoldsAPersonOrASentence(EventType type) {
        shape(type).fields().forEach((pointer, field) -> {
            if (field.types().contains("string")) {
                assertThat(field.values().isEmpty() && field.pattern() == null && field.format() == null)
                        .as("%s is unbounded", pointer)
                        .isFalse();
                if (field.values().isEmpty()) {
                    assertThat(field.limits()).as(pointer).containsKey("maxLength");
                }
                if (field.pattern() != null) {
                    assertThat(field.pattern()).startsWith("^").endsWith("$");
                    assertThat("Ana María Pérez").doesNotMatch(field.pattern());
                    assertThat("refused today").doesNotMatch(field.pattern());
                    assertThat("ana@example.org").doesNotMatch(field.pattern());
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    void theValuesOfEnumsAreUpperSnake(EventType type) {
        shape(type)
                .fields()
                .values()
                .forEach(field -> assertThat(field.values()).allMatch(value -> value.matches("[A-Z][A-Z0-9_]*")));
    }

    @Test
    void violationsPointAtTheField() {
        var data = (ObjectNode) contracts
                .examples("org.paincare.patient.EnrolmentChanged.v1")
                .get(1)
                .data();
        data.remove("to");
        data.put("patientName", "x").put("startedOn", "14.01.2026");
        ((ObjectNode) data.get("diagnosis")).put("ichd3", 1.3);

        assertThat(contracts.validate("org.paincare.patient.EnrolmentChanged.v1", data))
                .extracting(Violation::pointer, Violation::keyword)
                .containsExactlyInAnyOrder(
                        tuple("/to", "required"),
                        tuple("/patientName", "additionalProperties"),
                        tuple("/startedOn", "format"),
                        tuple("/diagnosis/ichd3", "type"));
    }

    private Shape shape(EventType type) {
        return ContractLock.of(contracts).shapes().get(type.toString());
    }

    private static List<String> words(String pointer) {
        return Arrays.stream(Shape.lastSegment(pointer).split("(?=[A-Z])|\\d+"))
                .map(String::toLowerCase)
                .toList();
    }

    private static void collect(String pointer, JsonNode node, Set<String> shown) {
        shown.add(pointer);
        node.properties().forEach(p -> collect(pointer + "/" + p.getKey(), p.getValue(), shown));
        if (node.isArray()) {
            node.forEach(item -> collect(pointer + "/*", item, shown));
        }
    }
}
