package org.paincare.outcome;

import static org.paincare.outcome.OutcomeServers.as;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.platform.Ids;
import org.paincare.testing.TestServers;

/** One patient of Bogotá as the other services tell of her; days count from her first session. */
public final class Journey {

    public static final ZoneId ZONE = ZoneId.of("America/Bogota");

    public final UUID patient = Ids.next();
    public final UUID enrolment = Ids.next();
    public final UUID plan = Ids.next();
    private final Events events;
    public final LocalDate dayOne;

    public Journey(Events events, LocalDate dayOne) {
        this.events = events;
        this.dayOne = dayOne;
    }

    public static Instant at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(ZONE).toInstant();
    }

    public void tellPatient(String name, Object... fields) {
        events.tell(Events.BOGOTA, "patient", name, patient, fields);
    }

    public void tellSession(String name, Object... fields) {
        events.tell(Events.BOGOTA, "session", name, patient, fields);
    }

    public void isRegistered() {
        tellPatient(
                "PatientRegistered",
                "birthDate",
                "1985-03-14",
                "sexAtBirth",
                "FEMALE",
                "languages",
                List.of("es"),
                "zone",
                ZONE,
                "occurredAt",
                at(dayOne.minusDays(30), 8));
    }

    /** Signed now. */
    public UUID welcomesMessages() {
        var consent = Ids.next();
        tellPatient(
                "ConsentGranted",
                "consentId",
                consent,
                "type",
                "TELEHEALTH_MESSAGING",
                "documentVersion",
                "co-es-2026.1",
                "purposes",
                List.of("MESSAGING"),
                "occurredAt",
                at(dayOne.minusDays(29), 9));
        return consent;
    }

    public void isInScreening() {
        tellPatient(
                "EnrolmentChanged",
                "enrolmentId",
                enrolment,
                "to",
                "REFERRED",
                "occurredAt",
                at(dayOne.minusDays(29), 8));
        tellPatient(
                "EnrolmentChanged",
                "enrolmentId",
                enrolment,
                "from",
                "REFERRED",
                "to",
                "SCREENING",
                "diagnosis",
                diagnosis(),
                "occurredAt",
                at(dayOne.minusDays(28), 8));
    }

    public void isEligible() {
        tellPatient(
                "EnrolmentChanged",
                "enrolmentId",
                enrolment,
                "from",
                "SCREENING",
                "to",
                "ELIGIBLE",
                "diagnosis",
                diagnosis(),
                "primaryMeasure",
                "MIGRAINE_DAYS",
                "migraineDefinition",
                "STRICT_4H",
                "failedClasses",
                List.of("BETA_BLOCKER", "ANTICONVULSANT", "TCA", "ONABOTULINUMTOXIN_A"),
                "comorbidityCodes",
                List.of("ANXIETY"),
                "occurredAt",
                at(dayOne.minusDays(1), 8));
    }

    private static Map<String, String> diagnosis() {
        return Map.of("ichd3", "1.3", "code", "G43.3", "system", "CIE10");
    }

    public void planIsActive() {
        tellSession(
                "PlanActivated",
                "planId",
                plan,
                "revision",
                1,
                "phase",
                "INDUCTION",
                "sessionsPlanned",
                6,
                "intervalDays",
                7,
                "doseMgPerKg",
                "0.5",
                "occurredAt",
                at(dayOne.minusDays(1), 9));
    }

    public UUID sessionBooked(int index) {
        var session = UUID.nameUUIDFromBytes((patient + "/" + index).getBytes());
        tellSession(
                "SessionBooked",
                "sessionId",
                session,
                "planId",
                plan,
                "startsAt",
                at(day(index), 9),
                "endsAt",
                at(day(index), 13),
                "seriesIndex",
                index);
        return session;
    }

    public LocalDate day(int index) {
        return dayOne.plusDays(7L * (index - 1));
    }

    public void sessionHeld(UUID session, int index, int revision, Object... ended) {
        sessionStarted(session, index, revision);
        sessionEnded(session, index, revision, ended);
    }

    public void sessionStarted(UUID session, int index, int revision) {
        tellSession(
                "SessionStarted",
                "sessionId",
                session,
                "planId",
                plan,
                "planRevision",
                revision,
                "seriesIndex",
                index,
                "nrsBefore",
                7,
                "occurredAt",
                at(day(index), 9));
    }

    public void sessionEnded(UUID session, int index, int revision, Object... more) {
        var fields = new java.util.ArrayList<Object>(List.of(
                "sessionId",
                session,
                "planId",
                plan,
                "planRevision",
                revision,
                "seriesIndex",
                index,
                "startedAt",
                at(day(index), 9),
                "occurredAt",
                at(day(index), 11),
                "doseGivenMg",
                "32",
                "nrsBefore",
                7,
                "nrsAfter",
                4));
        if (!List.of(more).contains("criticalPressure")) {
            fields.addAll(List.of("criticalPressure", false));
        }
        fields.addAll(List.of(more));
        tellSession("SessionEnded", fields.toArray());
    }

    public void planEnded() {
        tellSession(
                "PlanEnded",
                "planId",
                plan,
                "revision",
                1,
                "reason",
                "COMPLETED",
                "sessionsGiven",
                6,
                "occurredAt",
                at(day(6), 15));
    }

    /**
     * Days of a diary from that day on: first the migraine days, then other headache days, then none; from paper. The
     * first of each kind and the last are written as everybody writes them; those between are copies of their first.
     */
    public void diaryFrom(LocalDate first, int days, int migraine, int headache) {
        kind(first, 0, migraine, MIGRAINE, days);
        kind(first, migraine, headache, HEADACHE, days);
        kind(first, headache, days, NO_HEADACHE, days);
    }

    private void kind(LocalDate first, int from, int until, String content, int days) {
        if (from >= until) {
            return;
        }
        var written = first.plusDays(from);
        put(written, content).then().statusCode(201);
        var end = first.plusDays(Math.max(from + 1, Math.min(until, days - 1)));
        copied(written, written.plusDays(1).datesUntil(end).toList());
        if (until == days && from < days - 1) {
            put(first.plusDays(days - 1L), content).then().statusCode(201);
        }
    }

    /** Further days as if they had come in before the one that was written. */
    public void copied(LocalDate written, List<LocalDate> days) {
        try (var database = TestServers.shared().postgres().superuser("paincare_outcome");
                var copy = database.prepareStatement("""
                        INSERT INTO diary_day (clinic_id, id, version, patient_id, day, content, source, reason, entered_by,
                                               recorded_at)
                        SELECT clinic_id, uuidv7(), 0, patient_id, other, content, source, reason, entered_by, recorded_at
                        FROM diary_day, unnest(?::date[]) other WHERE patient_id = ? AND day = ?""")) {
            copy.setArray(
                    1,
                    database.createArrayOf(
                            "text", days.stream().map(LocalDate::toString).toArray()));
            copy.setObject(2, patient);
            copy.setObject(3, written);
            if (copy.executeUpdate() != days.size()) {
                throw new AssertionError("no day was written on " + written);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static final String MIGRAINE = """
            {"headache": true, "durationMinutes": 480, "peakNrs": 8, "features": ["UNILATERAL", "PULSATING"],
             "symptoms": ["NAUSEA", "PHOTOPHOBIA"],
             "medications": [{"medicationClass": "TRIPTAN", "drug": "sumatriptan", "doses": 1}]}""";
    public static final String HEADACHE = "{\"headache\": true, \"durationMinutes\": 60, \"peakNrs\": 3}";
    public static final String NO_HEADACHE = "{\"headache\": false}";

    public io.restassured.response.Response put(LocalDate day, String content) {
        return as("nurse")
                .body("{\"content\": " + content + ", \"source\": \"PAPER\", \"reason\": \"paper diary\"}")
                .put("/v1/patients/" + patient + "/diary-days/" + day);
    }
}
