package org.paincare.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paincare.local.Component;
import org.paincare.local.PaincareSystem;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.Identity;
import org.paincare.testing.local.TestTokens;

/** What callers send: whole requests of the clinic's people and devices, each about another patient or session. */
final class Requests {

    private static final int BATCH = 20;
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1950, 1, 1);
    private static final int BIRTH_DAYS = 20_000;
    private static final List<String> KINDS =
            List.of("SYSTOLIC_BP", "DIASTOLIC_BP", "HEART_RATE", "WEIGHT_KG", "HEADACHE_DAYS_28");

    /** The edge gateway that all readings come from; its code is its client's name. */
    static final Identity GATEWAY = Identity.ofClient("bench-gateway", "device", DemoClinic.BOGOTA);

    private final TestTokens tokens;
    private final DataSizes sizes;
    private final List<String> words;
    private final Questionnaires questionnaires;
    private final SplittableRandom seeds = new SplittableRandom();
    /** Makes keys and a device's sequence numbers unlike any before. */
    private final AtomicLong numbers = new AtomicLong();

    /** @param words that people type to find somebody */
    Requests(PaincareSystem system, DataSizes sizes, List<String> words, Questionnaires questionnaires) {
        this.tokens = TestTokens.of(system.issuerData(), system.url(Component.ISSUER));
        this.sizes = sizes;
        this.words = words;
        this.questionnaires = questionnaires;
    }

    /** The sources of one load: tokens are of this moment and good for 15 minutes. */
    IntFunction<Supplier<byte @Nullable []>> of(Operation operation, int port) {
        return caller -> {
            SplittableRandom random;
            synchronized (seeds) {
                random = seeds.split();
            }
            var asked = new Caller(port, "Authorization: Bearer " + tokens.of(who(operation)) + "\r\n", random);
            return source(operation, asked, GATEWAY.username());
        };
    }

    private static Identity who(Operation operation) {
        return switch (operation) {
            case CREATE_PATIENT -> DemoUsers.named("coordinator@bogota");
            case RECORD_OBSERVATION, RECORD_BATCH -> GATEWAY;
            case STORE_ANSWERS, READ_PATIENT, NEWEST_READINGS, NEWEST_FACTS, FIND_BY_NAME ->
                DemoUsers.named("nurse@bogota");
        };
    }

    private Supplier<byte @Nullable []> source(Operation operation, Caller caller, String device) {
        return switch (operation) {
            case CREATE_PATIENT -> () -> caller.post("/v1/patients", key(), somebody(caller.random()));
            case RECORD_OBSERVATION -> () -> caller.post(observations(caller), "", reading(device, caller, 0));
            case RECORD_BATCH -> () -> caller.post(observations(caller), "", batch(device, caller));
            case STORE_ANSWERS -> () -> answers(caller);
            case READ_PATIENT -> () -> caller.get("/v1/patients/" + Numbered.id(caller.any(sizes.patients())));
            case NEWEST_READINGS ->
                () -> caller.get("/v1/sessions/" + Numbered.closedSession(caller.any(sizes.closed()))
                        + "/observations?limit=20");
            case NEWEST_FACTS ->
                () -> caller.get("/v1/patients/" + Numbered.id(caller.any(sizes.examined())) + "/facts?limit=20&code="
                        + KINDS.get(caller.random().nextInt(KINDS.size())));
            case FIND_BY_NAME ->
                () -> caller.get("/v1/patients?limit=20&name="
                        + URLEncoder.encode(word(caller.random()), StandardCharsets.UTF_8));
        };
    }

    /** Different from the others, as a clinic's patients are: a registration looks for those who may be the same person. */
    private String somebody(SplittableRandom random) {
        return """
                {"givenNames":"%s","firstSurname":"%s","secondSurname":"%s","birthDate":"%s","sexAtBirth":"FEMALE",\
                "language":"es","identifiers":[]}""".formatted(
                        word(random), word(random), word(random), FIRST_BIRTH.plusDays(random.nextInt(BIRTH_DAYS)));
    }

    private String word(SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }

    private String observations(Caller caller) {
        return "/v1/sessions/" + Numbered.id(caller.any(sizes.infusing())) + "/observations";
    }

    private String batch(String device, Caller caller) {
        var readings = new StringBuilder("[");
        for (int second = BATCH; second > 0; second--) {
            readings.append(reading(device, caller, second)).append(second > 1 ? ',' : ']');
        }
        return readings.toString();
    }

    /** Values that raise no alarm in Bogotá. */
    private String reading(String device, Caller caller, int secondsAgo) {
        var random = caller.random();
        return "{\"observedAt\":\"" + Instant.now().minusSeconds(secondsAgo) + "\",\"device\":{\"id\":\"" + device
                + "\",\"boot\":\"1\",\"sequence\":" + numbers.incrementAndGet() + "},\"sbpMmHg\":"
                + (120 + random.nextInt(8)) + ",\"dbpMmHg\":" + (74 + random.nextInt(6)) + ",\"hrPerMinute\":"
                + (70 + random.nextInt(8)) + ",\"rrPerMinute\":" + (13 + random.nextInt(3)) + ",\"spo2Percent\":"
                + (93 + random.nextInt(3)) + "}";
    }

    private byte @Nullable [] answers(Caller caller) {
        long number = questionnaires.take();
        return number == 0
                ? null
                : caller.post(
                        "/v1/assessments/" + Numbered.id(number) + "/answers",
                        "If-Match: \"v0\"\r\n" + key(),
                        "{\"items\":[" + caller.random().nextInt(2)
                                + ",1,1,0,1,1,0,1,0],\"submit\":true,\"source\":\"PHONE\"}");
    }

    private String key() {
        return "Idempotency-Key: bench-" + numbers.incrementAndGet() + "\r\n";
    }

    /** One of the callers of a load, with the headers of who they are. */
    private record Caller(int port, String authorization, SplittableRandom random) {

        byte[] get(String path) {
            return CallerConnection.request("GET", path, port, authorization, "");
        }

        byte[] post(String path, String headers, String body) {
            return CallerConnection.request("POST", path, port, authorization + headers, body);
        }

        /** 1 to {@code most}. */
        long any(int most) {
            return 1 + random.nextInt(most);
        }
    }
}
