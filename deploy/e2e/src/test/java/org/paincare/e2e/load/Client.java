package org.paincare.e2e.load;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.paincare.e2e.history.Ending;
import org.paincare.e2e.history.History;
import org.paincare.e2e.history.Kind;
import org.paincare.e2e.history.Write;
import org.paincare.e2e.whole.Somebody;
import org.paincare.local.demo.People;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** One client of Bogotá with patients of its own, so that it alone changes them and knows what must stand. */
final class Client {

    /** Every so manieth write is sent once only, whatever happens to it. */
    private static final int SENT_ONCE = 10;

    private final int number;
    private final String run;
    private final People people;
    private final SplittableRandom random;
    private final Sender sender;
    private final History history;
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final List<String> patients = new ArrayList<>();
    /** How many days each patient's diary has; every write takes another day. */
    private final Map<String, Integer> diaryDays = new HashMap<>();

    private int writes;

    /**
     * @param run makes the marks of this test different from every other's
     */
    Client(int number, String run, People people, SplittableRandom random, Sender sender, History history) {
        this.number = number;
        this.run = run;
        this.people = people;
        this.random = random;
        this.sender = sender;
        this.history = history;
    }

    /** One write of a random kind; returns when its end is known or given up. */
    void step() {
        writes++;
        int dice = random.nextInt(100);
        if (patients.isEmpty() || dice < 25) {
            register();
        } else if (dice < 45) {
            change(anyPatient());
        } else if (dice < 65) {
            observe(anyPatient());
        } else if (dice < 70) {
            enterStaff();
        } else if (dice < 80) {
            addChair();
        } else {
            keepDiary(anyPatient());
        }
    }

    private String anyPatient() {
        return patients.get(random.nextInt(patients.size()));
    }

    private void register() {
        String mark = mark();
        Write write = new Write(number, Kind.PATIENT, mark, "-");
        String key = key();
        Optional<Answer> answer = end(
                write,
                key,
                () -> people.of("coordinator").with("Idempotency-Key", key).post("/v1/patients", Somebody.named(mark)));
        answer.filter(a -> a.status() == 201)
                .ifPresent(a -> patients.add(a.json().path("id").asText()));
    }

    /** Reads, changes, and after an answer that was lost reads again to see whether the change stands. */
    private void change(String patient) {
        String path = "/v1/patients/" + patient;
        Write write = new Write(number, Kind.DEMOGRAPHICS, mark(), path);
        Optional<Answer> answer = sender.send(write, "-", true, () -> {
            Answer now = people.of("coordinator").get(path);
            if (now.status() != 200) {
                return now;
            }
            if (write.mark().equals(now.json().path("secondSurname").asText())) {
                return now;
            }
            Map<String, Object> person =
                    Somebody.named(now.json().path("givenNames").asText(), write.mark());
            return people.of("coordinator").with("If-Match", now.etag()).put(path, person);
        });
        history.ended(write, Sender.ending(answer));
    }

    private void observe(String patient) {
        Instant observedAt = begin.minusMillis(writes * 64L + number);
        Write write = new Write(number, Kind.FACT, patient + " " + observedAt.toEpochMilli(), "-");
        String key = key();
        Map<String, Object> fact = Map.of(
                "code",
                "HEADACHE_DAYS_28",
                "state",
                "PRESENT",
                "value",
                random.nextInt(29),
                "unit",
                "d",
                "observedAt",
                observedAt.toString(),
                "source",
                "CLINICIAN");
        end(
                write,
                key,
                () -> people.of("nurse")
                        .with("Idempotency-Key", key)
                        .post("/v1/patients/" + patient + "/facts", List.of(fact)));
    }

    private void enterStaff() {
        String path = "/v1/clinics/" + DemoClinic.BOGOTA.id() + "/staff/" + randomId();
        Write write = new Write(number, Kind.STAFF, mark(), path);
        Map<String, Object> member =
                Map.of("subject", randomId(), "displayName", write.mark(), "roles", List.of("nurse"), "active", true);
        end(write, "-", () -> people.of("clinic-admin").put(path, member));
    }

    private void addChair() {
        String path = "/v1/clinics/" + DemoClinic.BOGOTA.id() + "/chairs";
        Write write = new Write(number, Kind.CHAIR, mark(), path);
        String key = key();
        end(
                write,
                key,
                () -> people.of("coordinator").with("Idempotency-Key", key).post(path, Map.of("name", write.mark())));
    }

    private void keepDiary(String patient) {
        int nth = diaryDays.merge(patient, 1, Integer::sum);
        LocalDate day = LocalDate.ofInstant(begin, ZoneOffset.UTC).minusDays(1L + nth);
        String path = "/v1/patients/" + patient + "/diary-days/" + day;
        Write write = new Write(number, Kind.DIARY_DAY, patient + " " + day, path);
        Map<String, Object> entry = Map.of(
                "content", Map.of("headache", false), "source", "PHONE", "reason", "Told by telephone afterwards");
        Optional<Answer> answer =
                sender.send(write, "-", repeats(), () -> people.of("nurse").put(path, entry));
        history.ended(write, Sender.ending(answer));
    }

    private Optional<Answer> end(Write write, String key, Supplier<Answer> request) {
        Optional<Answer> answer = sender.send(write, key, repeats(), request);
        Ending ending = Sender.ending(answer);
        String path = answer.filter(a -> ending == Ending.ACKNOWLEDGED)
                .map(a -> readableAt(write, a))
                .orElse(write.path());
        history.ended(write.at(path), ending);
        return answer;
    }

    private static String readableAt(Write write, Answer answer) {
        if (write.kind() == Kind.FACT) {
            var fact = answer.json().path("items").path(0);
            return "/v1/patients/" + fact.path("patientId").asText() + "/facts/"
                    + fact.path("id").asText();
        }
        String location = answer.header("Location");
        return location.isEmpty() || write.kind() == Kind.CHAIR // read in the list
                ? write.path()
                : location.substring(location.indexOf("/v1/"));
    }

    private boolean repeats() {
        return random.nextInt(SENT_ONCE) != 0;
    }

    private String mark() {
        return "Marca " + run + " " + number + " " + writes;
    }

    private String key() {
        return run + "-" + number + "-" + writes;
    }

    private UUID randomId() {
        return new UUID(random.nextLong(), random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | Long.MIN_VALUE);
    }
}
