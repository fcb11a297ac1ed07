package org.paincare.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Databases;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.Ending;
import org.paincare.e2e.history.History;
import org.paincare.e2e.history.Kind;
import org.paincare.e2e.history.Write;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Gate;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.testing.http.Answer;

/** R2: the relay killed after the broker has acknowledged an event and before it is marked as sent. */
class RelayDeathTest {

    private static final Duration DELIVERY = Duration.ofSeconds(60);

    private final Whole whole = Whole.running();

    @Test
    void anEventSentTwiceHasOneEffect() throws Exception {
        whole.awaitReady();
        long seed = Seed.of("R2");
        try (History history = new History("R2", seed);
                Topic topic = Topic.of(whole, Component.PATIENT)) {
            for (int kill = 0; kill < Tier.current().relayKills; kill++) {
                Write write = new Write(0, Kind.PATIENT, "Doble " + seed + " " + kill, "-");
                String patient;
                try (Gate gate = Gate.shut(whole, Component.PATIENT, "event_log")) {
                    patient = register(write, history);
                    gate.awaitArrival("relay");
                    Await.until("the broker's acknowledgement", DELIVERY, () -> topic.copies(patient, 1) == 1);
                    history.event("kill -9 patient between acknowledgement and mark of " + patient);
                    whole.system().kill(Component.PATIENT);
                }

                Await.until("the same event again", DELIVERY, () -> topic.copies(patient, 1) >= 2);
                Await.none("event delivery", DELIVERY, () -> oneEffect(patient));
            }
            Verdict.mustHold(whole, history, DELIVERY);
        }
    }

    private String register(Write write, History history) {
        Answer answer = whole.people()
                .of("coordinator")
                .post("/v1/patients", Somebody.named(write.mark()))
                .expect(201);
        history.ended(write.at(answer.header("Location").replaceFirst(".*(?=/v1/)", "")), Ending.ACKNOWLEDGED);
        return answer.id().toString();
    }

    /** One row in the log, the number taken once by every consumer, one patient in each read model. */
    private List<String> oneEffect(String patient) {
        try (Databases databases = new Databases(whole)) {
            List<String> logged = databases.rows(
                    Component.PATIENT, "SELECT sequence FROM event_log WHERE stream_id = '" + patient + "'");
            List<String> taken = databases.rows(
                    Component.OUTCOME, "SELECT last_sequence FROM inbox WHERE stream_id = '" + patient + "'");
            List<String> known =
                    databases.rows(Component.OUTCOME, "SELECT id FROM care_patient WHERE id = '" + patient + "'");
            return logged.equals(List.of("1")) && taken.equals(List.of("1")) && known.size() == 1
                    ? List.of()
                    : List.of("logged " + logged + ", taken " + taken + ", known " + known);
        } catch (IllegalStateException starting) {
            return List.of("no look possible");
        }
    }

    @Test
    void theGateReallyStopsTheRelayBetweenAcknowledgementAndMark() throws Exception {
        whole.awaitReady();
        try (History history = new History("R2-gate", 0);
                Topic topic = Topic.of(whole, Component.PATIENT)) {
            String patient;
            try (Gate gate = Gate.shut(whole, Component.PATIENT, "event_log")) {
                patient = register(new Write(0, Kind.PATIENT, "Puerta " + System.nanoTime(), "-"), history);
                gate.awaitArrival("relay");
                Await.until("the broker's acknowledgement", DELIVERY, () -> topic.copies(patient, 1) == 1);
                assertThat(oneEffect(patient)).isNotEmpty();
            }
            Await.none("event delivery", DELIVERY, () -> oneEffect(patient));
            assertThat(topic.copies(patient, 1)).isEqualTo(1);
        }
    }
}
