package org.paincare.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Her evenings: the diary day, and the questions that stand open. */
final class AtHome {

    /**
     * How she is doing over 28 days.
     *
     * @param migraine days of 28, spread over the weeks
     * @param headache days of 28 with any headache, migraine included
     */
    enum Phase {
        BASELINE(14, 22, 8, List.of(11, 11, 11, 11, 11, 11), List.of(2, 2, 1, 1, 1, 1, 1, 2, 0), 4),
        BETTER(5, 9, 3, List.of(8, 8, 10, 8, 8, 8), List.of(1, 1, 1, 1, 0, 0, 1, 0, 0), 2),
        WORSE_AGAIN(12, 18, 7, List.of(11, 11, 10, 11, 10, 11), List.of(2, 1, 1, 1, 1, 1, 1, 1, 0), 5);

        private final int migraine;
        private final int headache;
        private final int pain;
        private final List<Integer> hit6;
        private final List<Integer> phq9;
        private final int pgic;

        Phase(int migraine, int headache, int pain, List<Integer> hit6, List<Integer> phq9, int pgic) {
            this.migraine = migraine;
            this.headache = headache;
            this.pain = pain;
            this.hit6 = hit6;
            this.phq9 = phq9;
            this.pgic = pgic;
        }

        private boolean isBad() {
            return this != BETTER;
        }
    }

    private static final int CYCLE = 28;
    private static final int EVENING = 21;
    private static final int MOST = 100;

    private final DemoWoman her;
    private final LocalDate firstDay;
    private LocalDate next;

    /** @param firstDay of the diary; each 28 days from it hold what the phase says */
    AtHome(DemoWoman her, LocalDate firstDay) {
        this.her = her;
        this.firstDay = firstDay;
        this.next = firstDay;
    }

    /** Evening by evening from where the diary ends, that day included. */
    void until(LocalDate last, Phase phase) {
        for (; !next.isAfter(last); next = next.plusDays(1)) {
            her.time().moveTo(DemoWoman.at(next, EVENING));
            her.herself()
                    .put(her.path("/diary-days/" + next), Map.of("content", diary(next, phase), "source", "OWN"))
                    .expect(201);
            answersWhatIsOpen(phase);
        }
    }

    private Map<String, Object> diary(LocalDate day, Phase phase) {
        int place = (int) (day.toEpochDay() - firstDay.toEpochDay()) % CYCLE;
        if (isOneOf(place, phase.migraine)) {
            return Map.of(
                    "headache",
                    true,
                    "durationMinutes",
                    480,
                    "peakNrs",
                    phase.pain,
                    "features",
                    List.of("UNILATERAL", "PULSATING"),
                    "symptoms",
                    List.of("NAUSEA", "PHOTOPHOBIA"),
                    "medications",
                    List.of(Map.of("medicationClass", "TRIPTAN", "drug", "sumatriptan", "doses", 1)),
                    "sleepHours",
                    6,
                    "concentration",
                    4);
        }
        if (isOneOf(place, phase.headache)) {
            return Map.of("headache", true, "durationMinutes", 90, "peakNrs", 3, "sleepHours", 7, "concentration", 6);
        }
        return Map.of("headache", false, "sleepHours", 7, "concentration", 8);
    }

    /** Whether that place of 28 is one of so many that are spread evenly. */
    private static boolean isOneOf(int place, int days) {
        return (place + 1) * days / CYCLE > place * days / CYCLE;
    }

    private void answersWhatIsOpen(Phase phase) {
        var open = her.herself()
                .get(her.path("/assessments?state=OPEN&limit=" + MOST))
                .expect(200)
                .json()
                .get("items");
        for (var assessment : open) {
            var answer = assessment.get("answeredBy").asText().equals("PATIENT")
                    ? answer(assessment.get("code").asText(), phase)
                    : Map.of();
            if (!answer.equals(Map.of())) {
                submit(assessment, answer);
            }
        }
    }

    private void submit(JsonNode assessment, Object items) {
        var answers = new LinkedHashMap<String, Object>();
        answers.put("items", items);
        answers.put("submit", true);
        answers.put("source", "OWN");
        her.herself()
                .with("If-Match", assessment.get("etag").asText())
                .post("/v1/assessments/" + assessment.get("id").asText() + "/answers", answers)
                .expect(201);
    }

    /** Nothing for what answers itself, such as the diary's window. */
    private static Object answer(String code, Phase phase) {
        boolean bad = phase.isBad();
        return switch (code) {
            case "HIT-6" -> phase.hit6;
            case "PHQ-9" -> phase.phq9;
            case "MIDAS" ->
                bad
                        ? Map.of("q1", 10, "q2", 10, "q3", 8, "q4", 8, "q5", 6, "A", 66, "B", 7)
                        : Map.of("q1", 3, "q2", 4, "q3", 3, "q4", 2, "q5", 2, "A", 27, "B", 4);
            case "MSQ" -> same(14, bad ? 4 : 2);
            case "GAD-7" -> same(7, 1);
            case "PROMIS-SD-4a", "PROMIS-PI-4a" -> same(4, bad ? 4 : 2);
            case "CSI-A" -> same(25, bad ? 2 : 1);
            case "ASC-12" -> Collections.nCopies(12, bad ? "LESS_THAN_HALF" : "RARELY");
            case "ISI" -> same(7, bad ? 2 : 1);
            case "WHO-5" -> same(5, bad ? 2 : 3);
            case "PGIC" -> Map.of("value", phase.pgic);
            case "PAIN-NRS" -> Map.of("value", phase.pain);
            case "MOOD_ITEM9" -> Map.of("item9", 0);
            case "ADVERSE_EVENTS_SINCE" -> Map.of("any", false);
            case "URINARY_SYMPTOMS" -> Map.of("symptoms", false);
            case "SLEEP" -> Map.of("hours", 7);
            case "ACUTE_MEDICATION_DAYS" -> Map.of("days", bad ? 4 : 1);
            default -> Map.of();
        };
    }

    private static List<Integer> same(int items, int value) {
        return Collections.nCopies(items, value);
    }
}
