package org.paincare.outcome.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.paincare.outcome.OutcomeServers.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;
import org.paincare.platform.Ids;

/** Each source keeps its own order; between sources there is none, and diary days come in whatever order people write. */
@QuarkusTest
class AnyOrderTest {

    private static final LocalDate DAY_ONE = LocalDate.of(2026, 2, 2);
    private static final int ORDERS = 3;

    /** Days of the diary that come in one by one, between what the other services tell. */
    private static final int LATE_DAYS = 12;

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    @BeforeEach
    void settings() {
        clinic.itIs(DAY_ONE.plusDays(31), 9);
        events.clinicsAreConfigured();
    }

    @Test
    void theSameFactsInAnyOrderGiveTheSameCourseWindowsAlertsAndAssessments() {
        var inOrder = resultsOf(new Random(0), false);

        for (int seed = 1; seed <= ORDERS; seed++) {
            assertThat(resultsOf(new Random(seed), true)).as("order %d", seed).isEqualTo(inOrder);
        }
    }

    @Test
    void sessionsOfAPatientNobodyHasRegisteredYetAreKept() {
        var her = new Journey(events, DAY_ONE);

        her.planIsActive();
        her.sessionHeld(her.sessionBooked(1), 1, 1);

        as("nurse").get("/v1/patients/" + her.patient + "/course").then().statusCode(200);
        as("nurse").get("/v1/patients/" + Ids.next() + "/course").then().statusCode(404);
    }

    /** Charted at home and put right: the picture shows the day with what stands, in whatever order it was told. */
    @Test
    void whatWasTakenAtHomeIsInThePictureAsItStands() {
        var her = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.isInScreening();
        her.isEligible();
        her.planIsActive();
        her.sessionHeld(her.sessionBooked(1), 1, 1);
        var wrong = Ids.next();
        sprayed(her, Ids.next(), 3, "30", DAY_ONE.plusDays(4), wrong);
        sprayed(her, wrong, 21, "210", DAY_ONE.plusDays(4), null);
        sprayed(her, Ids.next(), 1, "7.5", DAY_ONE.plusDays(4), null);
        var taken = Ids.next();
        sprayed(her, taken, 2, "20", DAY_ONE.plusDays(9), null);
        sprayed(her, Ids.next(), 0, "0", DAY_ONE.plusDays(9), taken);

        var picture = as("nurse")
                .accept("image/svg+xml")
                .get("/v1/patients/" + her.patient + "/trajectory.svg?language=en")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(picture).contains("At home, mg a day", ">37.5</text>").doesNotContain(">210</text>", ">20</text>");
    }

    private static void sprayed(Journey her, UUID id, int sprays, String mg, LocalDate day, UUID supersedes) {
        var fields = new ArrayList<Object>(List.of("homeDoseId", id, "sprays", sprays, "doseMg", mg));
        fields.addAll(List.of("mgPerSpray", "10", "strength", "STATED", "occurredAt", Journey.at(day, 20)));
        if (supersedes != null) {
            fields.addAll(List.of("supersedesHomeDoseId", supersedes));
        }
        her.tellSession("HomeDoseCharted", fields.toArray());
    }

    /** What was told of either record is read under one; nothing told before the merge is lost or raised again. */
    @Test
    void aPatientRegisteredTwiceIsOnePerson() {
        var her = new Journey(events, DAY_ONE);
        var twin = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.isInScreening();
        her.isEligible();
        twin.isRegistered();
        for (int i = 0; i < 2; i++) {
            var who = i == 0 ? twin : her;
            var diary = new TreeMap<LocalDate, String>();
            for (int day = i - 22; day < 21; day += 2) {
                if (day >= -21) {
                    diary.put(DAY_ONE.plusDays(day), day < -7 || day > 16 ? Journey.MIGRAINE : Journey.NO_HEADACHE);
                }
            }
            writtenInTime(who, diary, List.of());
        }
        twin.planIsActive();
        twin.sessionHeld(twin.sessionBooked(1), 1, 1, "criticalPressure", true);

        merge(her, twin, "MERGED");

        var seen = seen("/v1/patients/" + her.patient);
        assertThat(seen.get("days")).isEqualTo(List.of(DAY_ONE.toString()));
        assertThat((List<?>) seen.get("windows"))
                .hasSize(2)
                .allSatisfy(window -> assertThat((String) window).contains("21 of 28"));
        assertThat((List<?>) seen.get("alerts"))
                .filteredOn(alert -> ((String) alert).startsWith("A4"))
                .hasSize(1);
        as("nurse")
                .get("/v1/patients/" + twin.patient + "/course")
                .then()
                .body("patientId", equalTo(her.patient.toString()));
        assertThat(as("nurse")
                        .get("/v1/patients/" + her.patient + "/assessments?limit=100")
                        .jsonPath()
                        .getList("items.findAll { it.patientId == '" + twin.patient
                                + "' && it.state in ['OPEN', 'SCHEDULED'] }"))
                .isEmpty();
        her.put(DAY_ONE.plusDays(30), Journey.NO_HEADACHE).then().statusCode(201);
        twin.put(DAY_ONE.plusDays(31), Journey.NO_HEADACHE)
                .then()
                .statusCode(201)
                .body("patientId", equalTo(her.patient.toString()));
    }

    @Test
    void whatIsToldOfAnAliasAfterTheMergeCountsToo() {
        var her = new Journey(events, DAY_ONE);
        var twin = new Journey(events, DAY_ONE);
        merge(her, twin, "MERGED");
        her.isInScreening();
        twin.planIsActive();
        twin.sessionHeld(twin.sessionBooked(1), 1, 1);

        as("nurse")
                .get("/v1/patients/" + her.patient + "/course")
                .then()
                .body("courses.treatmentDays", equalTo(List.of(List.of(DAY_ONE.toString()))));
    }

    private static void merge(Journey canonical, Journey alias, String state) {
        canonical.tellPatient(
                "PatientMerged", "aliasId", alias.patient, "state", state, "occurredAt", Journey.at(DAY_ONE, 8));
    }

    @Test
    void undoneEachRecordIsReadByItselfAgain() {
        var her = new Journey(events, DAY_ONE);
        var twin = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.isInScreening();
        her.isEligible();
        twin.isRegistered();
        twin.planIsActive();
        twin.sessionHeld(twin.sessionBooked(1), 1, 1);
        merge(her, twin, "MERGED");
        as("nurse").get("/v1/patients/" + her.patient + "/course").then().body("courses.size()", equalTo(1));

        merge(her, twin, "UNMERGED");

        as("nurse").get("/v1/patients/" + her.patient + "/course").then().body("courses.size()", equalTo(0));
        as("nurse")
                .get("/v1/patients/" + twin.patient + "/course")
                .then()
                .body("patientId", equalTo(twin.patient.toString()));
    }

    /** What can be seen of one patient, without the ids that are hers alone. */
    private Map<String, Object> resultsOf(Random order, boolean shuffled) {
        var her = new Journey(events, DAY_ONE);
        her.isRegistered();
        List<Runnable> patientService = List.of(her::isInScreening, her::isEligible);
        var first = new UUID[1];
        List<Runnable> sessionService = List.of(
                her::planIsActive,
                () -> first[0] = her.sessionBooked(1),
                () -> her.sessionStarted(first[0], 1, 1),
                () -> her.sessionEnded(first[0], 1, 1, "criticalPressure", true));
        var diary = new TreeMap<LocalDate, String>();
        for (int i = -22; i < 22; i++) {
            var content = i < -11 ? Journey.MIGRAINE : i < 6 && i >= 0 ? Journey.MIGRAINE : Journey.NO_HEADACHE;
            diary.put(DAY_ONE.plusDays(i), content);
        }
        var late = new ArrayList<>(diary.keySet());
        Collections.shuffle(late, order);
        late.subList(LATE_DAYS, late.size()).clear();
        if (!shuffled) {
            Collections.sort(late);
        }
        writtenInTime(her, diary, late);
        var days = late.stream()
                .<Runnable>map(day -> () -> her.put(day, diary.get(day)).then().statusCode(201))
                .toList();
        interleaved(List.of(patientService, sessionService, days), order, shuffled)
                .forEach(Runnable::run);
        return seen("/v1/patients/" + her.patient);
    }

    private static void writtenInTime(Journey her, Map<LocalDate, String> diary, List<LocalDate> late) {
        for (var content : List.of(Journey.MIGRAINE, Journey.NO_HEADACHE)) {
            var same = new ArrayList<>(diary.keySet().stream()
                    .filter(day -> diary.get(day).equals(content) && !late.contains(day))
                    .toList());
            var written = same.removeFirst();
            her.put(written, content).then().statusCode(201);
            her.copied(written, same);
        }
    }

    private static List<Runnable> interleaved(List<List<Runnable>> streams, Random order, boolean shuffled) {
        var left = new ArrayList<List<Runnable>>();
        streams.forEach(stream -> left.add(new ArrayList<>(stream)));
        var all = new ArrayList<Runnable>();
        while (!left.isEmpty()) {
            var next = left.get(shuffled ? order.nextInt(left.size()) : 0);
            all.add(next.removeFirst());
            left.removeIf(List::isEmpty);
        }
        return all;
    }

    private static Map<String, Object> seen(String patient) {
        var course = as("nurse").get(patient + "/course").jsonPath();
        var windows = as("nurse").get(patient + "/windows").jsonPath();
        var responses = as("nurse").get(patient + "/responses").jsonPath();
        var alerts = as("nurse").get(patient + "/safety-alerts?limit=100").jsonPath();
        var assessments = as("nurse").get(patient + "/assessments?limit=100").jsonPath();
        assertThat(course.getString("courses[0].state")).isEqualTo("RESPONSE");
        return Map.of(
                "course", course.getList("courses.state"),
                "days", course.getList("courses[0].treatmentDays"),
                "windows", windows.getList("items.window.explanation.en"),
                "responses", responses.getList("items.response.explanation.en"),
                "alerts", sorted(alerts.getList("items.collect { it.rule + it.trigger + it.level }")),
                "assessments",
                        sorted(assessments.getList(
                                "items.findAll { it.state != 'CANCELLED' }.collect { it.schedule + it.code + it.opensAt"
                                        + " + it.expiresAt }")));
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }
}
