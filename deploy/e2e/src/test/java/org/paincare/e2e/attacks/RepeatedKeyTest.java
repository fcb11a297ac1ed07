package org.paincare.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Databases;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Gate;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** R14: the same Idempotency-Key in parallel, with another body, from another clinic, before and after a crash. */
class RepeatedKeyTest {

    private static final int REPEATS = 50;

    private final Whole whole = Whole.running();
    private final Api coordinator = whole.people().of("coordinator");

    @BeforeEach
    void everythingRuns() {
        whole.awaitReady();
    }

    @Test
    void fiftyAtOnceHaveOneEffectAndOneAnswer() {
        for (int race = 0; race < Tier.current().keyRaces; race++) {
            String key = UUID.randomUUID().toString();
            Map<String, Object> person = somebody();

            List<Answer> answers = Race.of(
                    REPEATS, i -> coordinator.with("Idempotency-Key", key).post("/v1/patients", person));

            assertThat(faults(answers, person)).isEmpty();
        }
    }

    @Test
    void theCheckNoticesKeysThatAreIgnored() {
        Map<String, Object> person = somebody();

        List<Answer> answers = Race.of(
                REPEATS,
                i -> coordinator
                        .with("Idempotency-Key", UUID.randomUUID().toString())
                        .post("/v1/patients", person));

        assertThat(faults(answers, person)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        Api repeating = coordinator.with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> person = somebody();
        Map<String, Object> another = somebody();
        repeating.post("/v1/patients", person).expect(201);

        repeating.post("/v1/patients", another).refused(422, "IDEMPOTENCY_KEY_REUSED");

        assertThat(effects(another)).isEqualTo("0 patients, 0 events, 0 audit rows");
    }

    @Test
    void anotherClinicAndAnotherCallerAreIndependentUnderTheSameKey() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> person = somebody();
        UUID ours = coordinator
                .with("Idempotency-Key", key)
                .post("/v1/patients", person)
                .expect(201)
                .id();
        UUID theirs = whole.people()
                .of("coordinator", DemoClinic.CARTAGENA)
                .with("Idempotency-Key", key)
                .post("/v1/patients", somebody())
                .expect(201)
                .id();
        UUID partners = whole.people()
                .machine("partner", DemoClinic.BOGOTA)
                .with("Idempotency-Key", key)
                .post("/v1/patients", somebody())
                .expect(201)
                .id();

        assertThat(List.of(ours, theirs, partners)).doesNotHaveDuplicates();
    }

    @Test
    void afterACrashWhatWasAnsweredIsAnsweredAgainAndWhatWasCutOffIsDoneOnce() throws Exception {
        Api answered = coordinator.with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> before = somebody();
        Answer first = answered.post("/v1/patients", before).expect(201);
        Api repeating = coordinator.with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> person = somebody();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor();
                Gate gate = Gate.shut(whole, Component.PATIENT, "audit_entry")) {
            Future<Answer> cutOff = clients.submit(() -> repeating.post("/v1/patients", person));
            gate.awaitArrival("app");
            whole.system().kill(Component.PATIENT);
            assertThat(isAcknowledged(cutOff)).isFalse();
        }

        assertThat(faults(List.of(first, untilAnswered(answered, before)), before))
                .isEmpty();
        assertThat(faults(List.of(untilAnswered(repeating, person)), person)).isEmpty();
    }

    @Test
    void anAnswerLostWithTheGatewayIsGivenAgain() throws Exception {
        Api repeating = coordinator.with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> person = somebody();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor();
                Gate gate = Gate.shut(whole, Component.PATIENT, "audit_entry")) {
            Future<Answer> cutOff = clients.submit(() -> repeating.post("/v1/patients", person));
            gate.awaitArrival("app");
            whole.system().kill(Component.GATEWAY);
            assertThat(isAcknowledged(cutOff)).isFalse();
        }
        Await.until(
                "the effect without an answer",
                Duration.ofSeconds(20),
                () -> effects(person).startsWith("1 patients"));

        assertThat(faults(List.of(untilAnswered(repeating, person)), person)).isEmpty();
    }

    private static boolean isAcknowledged(Future<Answer> request) throws InterruptedException {
        try {
            return request.get().status() / 100 == 2;
        } catch (ExecutionException noAnswer) {
            return false;
        }
    }

    /** As a client does: again while there is no answer, a 5xx, or a 409 that says to wait. */
    private static Answer untilAnswered(Api repeating, Map<String, Object> person) {
        List<Answer> last = new ArrayList<>();
        Await.until("an answer to the repeat", Whole.PATIENCE, () -> {
            try {
                last.add(repeating.post("/v1/patients", person));
                return last.getLast().status() < 500 && last.getLast().status() != 409;
            } catch (UncheckedIOException noAnswer) {
                return false;
            }
        });
        return last.getLast();
    }

    /** What breaks the promise: other than one effect, or other than one answer (a 409 with Retry-After may come). */
    private List<String> faults(List<Answer> answers, Map<String, Object> person) {
        List<String> faults = new ArrayList<>();
        String effects = effects(person);
        if (!effects.equals("1 patients, 1 events, 1 audit rows")) {
            faults.add(effects);
        }
        List<String> shown = answers.stream()
                .filter(answer -> !isAskedToWait(answer))
                .map(answer -> answer.status() + " " + answer.header("Location") + " " + answer.etag() + " "
                        + answer.response().body())
                .distinct()
                .toList();
        if (shown.size() != 1 || !shown.getFirst().startsWith("201 ")) {
            faults.add("answers: " + shown);
        }
        return faults;
    }

    private static boolean isAskedToWait(Answer answer) {
        return answer.status() == 409
                && "REQUEST_IN_PROGRESS".equals(answer.json().path("code").asText())
                && !answer.header("Retry-After").isEmpty();
    }

    /** Counted in the database: patients of that name, their registration events, their audit rows. */
    private String effects(Map<String, Object> person) {
        try (Databases databases = new Databases(whole)) {
            String ids = "(SELECT id FROM patient WHERE given_names = '" + person.get("givenNames") + "')";
            return databases
                    .rows(
                            Component.PATIENT,
                            "SELECT (SELECT count(*) FROM patient WHERE id IN " + ids + ") || ' patients, '"
                                    + " || (SELECT last_sequence FROM (SELECT coalesce(sum(last_sequence), 0)"
                                    + " AS last_sequence FROM stream_counter WHERE stream_id IN " + ids
                                    + ") AS c) || ' events, '"
                                    + " || (SELECT count(*) FROM audit_entry WHERE action = 'PATIENT_REGISTERED'"
                                    + " AND patient_id IN " + ids + ") || ' audit rows'")
                    .getFirst();
        }
    }

    private static Map<String, Object> somebody() {
        return Somebody.named("Llave " + UUID.randomUUID());
    }
}
