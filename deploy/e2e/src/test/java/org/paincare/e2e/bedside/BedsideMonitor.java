package org.paincare.e2e.bedside;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.demo.DemoDevices;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.Identity;

/** A registered monitor at one bedside of Bogotá, whose clock may be wrong. */
final class BedsideMonitor {

    private static final DemoClinic HERE = DemoClinic.BOGOTA;

    private final Whole whole;
    private final Identity client;
    private final UUID session;
    private final Duration clockError;
    private final Instant began = Instant.now();
    private double speed = 1;
    private long sequence;

    private BedsideMonitor(Whole whole, Identity client, UUID session, Duration clockError) {
        this.whole = whole;
        this.client = client;
        this.session = session;
        this.clockError = clockError;
    }

    static BedsideMonitor registered(Whole whole, UUID session, Duration clockError) {
        Identity client = DemoDevices.monitor(whole.people(), HERE);
        return new BedsideMonitor(whole, client, session, clockError);
    }

    /** Its clock runs so many times as fast as the machine's. */
    BedsideMonitor running(double times) {
        speed = times;
        return this;
    }

    UUID session() {
        return session;
    }

    void send(int spo2Percent, Instant now) {
        attempt(++sequence, spo2Percent, now).expect(201);
    }

    /** As a good device does: the same number again until it is known to be taken. */
    void sendUntilTaken(int spo2Percent, Instant now, Duration limit) {
        long number = ++sequence;
        Await.until(
                "the reading is taken",
                limit,
                () -> attempt(number, spo2Percent, now).status() / 100 == 2);
    }

    private Answer attempt(long number, int spo2Percent, Instant now) {
        long passed = Math.round(Duration.between(began, now).toMillis() * speed);
        Instant itsTime = began.plusMillis(passed).plus(clockError);
        Api device = whole.people().as(client);
        return device.post(
                "/v1/sessions/" + session + "/observations",
                Map.of(
                        "observedAt",
                        itsTime.toString(),
                        "device",
                        Map.of("id", client.username(), "boot", "1", "sequence", number),
                        "spo2Percent",
                        spo2Percent));
    }
}
