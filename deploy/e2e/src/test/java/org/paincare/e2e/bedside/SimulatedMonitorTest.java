package org.paincare.e2e.bedside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.attacks.PlannedCare;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.demo.DemoDevices;
import org.paincare.local.monitor.Link;
import org.paincare.local.monitor.Monitor;
import org.paincare.local.monitor.Profile;
import org.paincare.local.monitor.Trace;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.Identity;

/** The simulated monitor at a bedside, through the gateway. */
class SimulatedMonitorTest {

    private static final DemoClinic HERE = DemoClinic.BOGOTA;

    private final Whole whole = Whole.running();

    @Test
    void itsReadingsArriveOnceAndInOrderAndBindIt() throws InterruptedException {
        whole.awaitReady();
        UUID session = checkedIn();
        Identity client = DemoDevices.monitor(whole.people(), HERE);
        try (HttpClient http = HttpClient.newHttpClient()) {
            Monitor live = monitor(http, client, session, "1", Profile.NORMAL);
            for (int i = 0; i < 3; i++) {
                live.tick();
            }
            assertThat(live.tally()).isEqualTo(new Monitor.Tally(3, 0, 0, 0));
            Monitor kept = monitor(http, client, session, "2", Profile.STORE_AND_FORWARD);
            for (int i = 0; i < 30; i++) {
                kept.tick();
            }
            assertThat(kept.tally()).isEqualTo(new Monitor.Tally(30, 0, 0, 0));
            Monitor repeated = monitor(http, client, checkedIn(), "3", Profile.NORMAL);
            repeated.tick();
            assertThat(repeated.tally()).as("another patient's").isEqualTo(new Monitor.Tally(0, 1, 0, 0));
        }

        assertThat(items(session, "observations?limit=100"))
                .filteredOn(reading -> reading.path("deviceId").asText().equals(client.username()))
                .hasSize(33);
        assertThat(items(session, "device-bindings"))
                .singleElement()
                .matches(binding -> binding.path("byReading").asBoolean());
    }

    private Monitor monitor(HttpClient http, Identity client, UUID session, String boot, Profile profile) {
        Link link = new Link(
                http,
                whole.system().addresses().url(Component.GATEWAY),
                session,
                () -> whole.people().maker().of(client),
                Duration.ofSeconds(10));
        return new Monitor(client.username(), boot, new Trace(profile, 1, 94), link, InstantSource.system());
    }

    private UUID checkedIn() {
        PlannedCare care = PlannedCare.begin(whole, HERE);
        UUID session = UUID.fromString(once("coordinator")
                .post(
                        "/v1/bookings",
                        care.booking(
                                PlannedCare.chair(whole, HERE), Instant.now().plusSeconds(600)))
                .expect(201)
                .json()
                .get("sessionId")
                .asText());
        String path = "/v1/sessions/" + session;
        once("nurse")
                .with(
                        "If-Match",
                        whole.people().of("nurse").get(path).expect(200).etag())
                .post(path + "/check-in", Map.of())
                .expect(200);
        return session;
    }

    private Iterable<JsonNode> items(UUID session, String list) {
        return whole.people()
                .of("nurse")
                .get("/v1/sessions/" + session + "/" + list)
                .expect(200)
                .json()
                .get("items");
    }

    private Api once(String user) {
        return whole.people().of(user).with("Idempotency-Key", UUID.randomUUID().toString());
    }
}
