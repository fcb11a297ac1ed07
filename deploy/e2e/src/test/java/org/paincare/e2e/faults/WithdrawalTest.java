package org.paincare.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Databases;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.History;
import org.paincare.e2e.load.MixedWrites;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.demo.DemoTime;
import org.paincare.local.demo.ReadyToStart;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;

/** R23: consents are withdrawn and deaths recorded while services are killed and the broker is away; the pumps wait. */
@Tag(Tier.LONG)
class WithdrawalTest {

    private static final int PATIENTS = 8;

    private static final List<Component> MORTAL = List.of(Component.PATIENT, Component.OUTCOME, Component.SESSION);

    private final Whole whole = Whole.running();

    @Test
    void nobodyIsStartedOrRemindedAfterIt() throws Exception {
        whole.awaitReady();
        long seed = Seed.of("R23");
        List<ReadyToStart> ready = ReadyToStart.prepare(
                whole.people(), new DemoTime(whole.system().addresses()), Long.toString(seed, 36), PATIENTS);
        List<Integer> starts = new ArrayList<>();
        List<UUID> dead = new ArrayList<>();
        try (History history = new History("R23", seed);
                MixedWrites writes = MixedWrites.start(whole, history, seed)) {
            writes.awaitAcknowledged(20, Whole.PATIENCE);
            history.event("broker goes");
            whole.system().keepDown(Component.KAFKA);
            try {
                for (int i = 0; i < ready.size(); i++) {
                    Component victim = MORTAL.get(i % MORTAL.size());
                    history.event("kill -9 " + victim.label());
                    whole.system().kill(victim);
                    UUID patient = ready.get(i).patientId();
                    if (i % 2 == 0) {
                        withdraws(patient);
                    } else {
                        dies(patient);
                        dead.add(patient);
                    }
                    starts.addAll(triedUntilRefused(ready.get(i)));
                }
            } finally {
                history.event("broker comes back");
                whole.system().bringUp(Component.KAFKA);
            }
            writes.finish();
            whole.system().awaitReady(Component.KAFKA, Whole.PATIENCE);
            Verdict.mustHold(whole, history, Duration.ofSeconds(60));
        }
        for (ReadyToStart each : ready) {
            starts.add(tried(each).status());
        }
        Evidence.of(
                "R23", ready.size() + " withdrawn or dead, " + starts.size() + " starts tried afterwards, none taken");

        assertThat(starts).isNotEmpty().allMatch(status -> status / 100 != 2);
        for (UUID patient : dead) {
            assertThat(stillToCome(patient)).as("asked or booked after a death").isEqualTo(List.of("0", "0"));
        }
    }

    private void withdraws(UUID patient) {
        String consents = "/v1/patients/" + patient + "/consents";
        acknowledged(() -> {
            Answer listed = coordinator().get(consents);
            for (JsonNode consent : listed.json().path("items")) {
                if ("TREATMENT_OFF_LABEL".equals(consent.path("type").asText())) {
                    return coordinator()
                            .post(
                                    consents + "/" + consent.path("id").asText() + "/withdrawal",
                                    Map.of("reason", "Changed their mind"));
                }
            }
            assertThat(listed.status()).as("a list without the consent").isNotEqualTo(200);
            return listed;
        });
    }

    private void dies(UUID patient) {
        acknowledged(() -> coordinator()
                .post(
                        "/v1/patients/" + patient + "/death",
                        Map.of(
                                "diedOn",
                                LocalDate.now(ZoneOffset.UTC).minusDays(1).toString())));
    }

    private Api coordinator() {
        return whole.people().of("coordinator");
    }

    /** Again after no answer and after a 5xx, as a person would; what was done already says so. */
    private static void acknowledged(Supplier<Answer> request) {
        Await.until("it is recorded", Whole.PATIENCE, () -> {
            try {
                int status = request.get().status();
                return status / 100 == 2 || status == 409 || status == 422;
            } catch (UncheckedIOException noAnswer) {
                return false;
            }
        });
    }

    /** While services come and go, until one of them says no for the right reason. */
    private List<Integer> triedUntilRefused(ReadyToStart session) {
        List<Integer> statuses = new ArrayList<>();
        Await.until("the start is refused", Whole.PATIENCE, () -> {
            try {
                int status = tried(session).status();
                statuses.add(status);
                return status == 422 || status == 409 || status / 100 == 2;
            } catch (UncheckedIOException noAnswer) {
                return false;
            }
        });
        return statuses;
    }

    private Answer tried(ReadyToStart session) {
        String path = "/v1/sessions/" + session.sessionId();
        Api nurse = whole.people().of("nurse");
        Answer now = nurse.get(path);
        if (now.status() != 200) {
            return now;
        }
        return nurse.with("If-Match", now.etag())
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(path + "/start", Map.of());
    }

    /** Assessments that will be asked and bookings that stand, of somebody who died. */
    private List<String> stillToCome(UUID patient) {
        try (Databases databases = new Databases(whole)) {
            List<String> counts = new ArrayList<>(databases.rows(
                    Component.OUTCOME,
                    "SELECT count(*) FROM assessment WHERE state IN ('SCHEDULED', 'OPEN') AND patient_id = '" + patient
                            + "'"));
            counts.addAll(databases.rows(
                    Component.SESSION,
                    "SELECT count(*) FROM booking WHERE state IN ('HELD', 'BOOKED') AND starts_at > now() AND patient_id = '"
                            + patient + "'"));
            return counts;
        }
    }
}
