package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** Devices: who registers them, whose word counts, and which monitor watches whom. */
@QuarkusTest
class DeviceTest {

    private static final String DEVICES = "/v1/clinics/" + DemoClinic.BOGOTA.id() + "/devices";

    @Inject
    Ward ward;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void aClinicAdminRegistersDescribesAndRevokesAndTheOthersReadOrDoNot() {
        var machine = Machines.unknown();
        var asked = machine.registration("MONITOR");
        Ward.once("nurse").post(DEVICES, asked).refused(403, "FORBIDDEN");
        var made = Ward.once("clinic-admin").post(DEVICES, asked).expect(201);
        Ward.once("clinic-admin").post(DEVICES, asked).refused(409, "DEVICE_CODE_TAKEN");
        var same = new HashMap<>(asked);
        same.put("code", machine.code() + "-b");
        Ward.once("clinic-admin").post(DEVICES, same).refused(409, "DEVICE_SUBJECT_TAKEN");
        var path = DEVICES + "/" + made.id();
        assertThat(Ward.as("nurse").get(path).expect(200).json().get("code").asText())
                .isEqualTo(machine.code());
        Ward.as("coordinator").get(path).refused(403, "FORBIDDEN");
        Ward.as("pharmacist").get(DEVICES).refused(403, "FORBIDDEN");
        Ward.inCartagena("clinic-admin").get(DEVICES).refused(404, "NOT_FOUND");
        Ward.inCartagena("clinic-admin")
                .get("/v1/clinics/" + DemoClinic.CARTAGENA.id() + "/devices/" + made.id())
                .refused(404, "NOT_FOUND");

        var named = Map.of("name", "Sala 2", "subject", machine.subject());
        Ward.as("clinic-admin").put(path, named).refused(428, "PRECONDITION_REQUIRED");
        var described = Ward.as("clinic-admin")
                .with("If-Match", made.etag())
                .put(path, named)
                .expect(200);
        Ward.as("clinic-admin").with("If-Match", made.etag()).put(path, named).refused(412, "STALE");
        var gone = Ward.once("clinic-admin")
                .with("If-Match", described.etag())
                .post(path + "/revocation", Map.of("reason", "broken"))
                .expect(200);
        assertThat(gone.json().get("state").asText()).isEqualTo("REVOKED");
        Ward.once("clinic-admin")
                .with("If-Match", gone.etag())
                .post(path + "/revocation", Map.of("reason", "broken"))
                .refused(409, "DEVICE_STATE");
        Ward.once("clinic-admin").post(DEVICES, same).expect(201);
    }

    @Test
    void rubbishIsRefusedInWords() {
        var good = Machines.unknown().registration("MONITOR");
        for (var wrong : List.<Map<String, Object>>of(
                Map.of("code", "ñandú"),
                Map.of("code", ""),
                Map.of("code", "x".repeat(65)),
                Map.of("name", "x".repeat(10_000)),
                Map.of("name", "a\u0000b"),
                Map.of("kind", "TOASTER"),
                Map.of("subject", "me"))) {
            var asked = new HashMap<>(good);
            asked.putAll(wrong);
            assertThat(Ward.once("clinic-admin").post(DEVICES, asked).status())
                    .as("%s", wrong.keySet())
                    .isBetween(400, 422);
        }
        var session = ward.bookedSession(ward.patient());
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/device-bindings", Map.of("deviceId", UUID.randomUUID()))
                .refused(409, "STATE_DOES_NOT_ALLOW");
        ward.checkedIn(session);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/device-bindings", Map.of("deviceId", UUID.randomUUID()))
                .refused(422, "DEVICE_UNKNOWN");
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/device-bindings", "{}")
                .refused(400, "VALIDATION_FAILED");
        Machines.registered("TABLET").bound(session).refused(422, "DEVICE_UNKNOWN");
    }

    @Test
    void onlyADeviceThatIsRegisteredActiveAndItselfIsHeard() {
        var session = checkedIn();
        var unknown = Machines.unknown();
        unknown.says(session).refused(403, "DEVICE_NOT_REGISTERED");
        var monitor = Machines.registered("MONITOR");
        monitor.says(session).expect(201);
        monitor.says(session, "another", null).refused(403, "DEVICE_MISMATCH");
        var other = Machines.registered("MONITOR");
        monitor.says(session, other.code(), null).refused(403, "DEVICE_MISMATCH");

        var gateway = Machines.registered("EDGE_GATEWAY");
        gateway.says(session, other.code(), null).expect(201);
        gateway.says(session, "nobody-1", null).refused(403, "DEVICE_MISMATCH");

        monitor.revoked();
        monitor.says(session).refused(403, "DEVICE_REVOKED");
        other.revoked();
        gateway.says(session, other.code(), null).refused(403, "DEVICE_REVOKED");
    }

    @Test
    void aNurseForwardsAReadingOfADeviceRegisteredOrNot() {
        var session = checkedIn();
        var monitor = Machines.registered("MONITOR");
        ward.observe(session, monitor.reading(monitor.code(), null)).expect(201);
        ward.observe(session, monitor.reading("old-" + UUID.randomUUID(), null)).expect(201);

        assertThat(bindings(session)).as("a forwarded reading binds nothing").isEmpty();
    }

    @Test
    void theFirstReadingBindsAndTheWrongPatientsMonitorIsRefused() {
        var hers = checkedIn();
        var his = checkedIn();
        var monitor = Machines.registered("MONITOR");
        monitor.says(hers).expect(201);
        assertThat(bindings(hers)).containsExactly("open, by reading");

        monitor.says(his).refused(409, "DEVICE_BOUND_ELSEWHERE");
        ward.observe(his, monitor.reading(monitor.code(), null)).refused(409, "DEVICE_BOUND_ELSEWHERE");
        monitor.bound(his).refused(409, "DEVICE_BOUND_ELSEWHERE");
        monitor.bound(hers).expect(200);

        var binding = Ward.as("nurse")
                .get("/v1/sessions/" + hers + "/device-bindings")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        var end = "/v1/sessions/" + hers + "/device-bindings/" + binding + "/end";
        Ward.as("nurse")
                .post("/v1/sessions/" + his + "/device-bindings/" + binding + "/end")
                .refused(404, "NOT_FOUND");
        Ward.as("nurse").post(end, Map.of("reason", "goes to chair 2")).expect(200);
        Ward.as("nurse").post(end).expect(200);
        assertThat(bindings(hers)).containsExactly("ended, by reading");
        monitor.bound(his).expect(201);
        monitor.says(his).expect(201);
        monitor.says(hers).refused(409, "DEVICE_BOUND_ELSEWHERE");
    }

    @Test
    void whoLeavesFreesTheMonitorAndWhatItKeptBackStillComes() {
        var hers = checkedIn();
        var monitor = Machines.registered("MONITOR");
        monitor.bound(hers).expect(201);
        ward.command("prescriber", hers, "transfer", Map.of("reason", "Chest pain"))
                .expect(200);
        assertThat(bindings(hers)).containsExactly("ended, by a person");
        var his = checkedIn();

        monitor.says(his).expect(201);

        monitor.says(hers).expect(201);
        assertThat(bindings(his)).containsExactly("open, by reading");
    }

    @Test
    void oneMonitorIsBoundOnceHoweverManyTry() {
        var monitor = Machines.registered("MONITOR");
        var sessions = IntStream.range(0, 4).mapToObj(i -> checkedIn()).toList();

        var made = sessions.parallelStream()
                .map(monitor::bound)
                .map(Answer::status)
                .filter(status -> status == 201)
                .count();

        assertThat(made).isEqualTo(1);
    }

    private UUID checkedIn() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        return session;
    }

    private List<String> bindings(UUID session) {
        return Ward.as("nurse")
                .get("/v1/sessions/" + session + "/device-bindings")
                .expect(200)
                .json()
                .get("items")
                .findParents("deviceCode")
                .stream()
                .map(binding -> (binding.hasNonNull("endedAt") ? "ended" : "open")
                        + (binding.get("byReading").asBoolean() ? ", by reading" : ", by a person"))
                .toList();
    }
}
