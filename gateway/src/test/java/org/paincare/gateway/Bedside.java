package org.paincare.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Three chairs of a clinic as patient-service and session-service tell of them; a person's name is in it, to be hidden. */
final class Bedside {

    static final String CLINIC = "0197a000-0000-7000-8000-00000000c11c";
    static final String FIRST = "0197a000-0000-7000-8000-0000003f9a01";
    static final String SECOND = "0197a000-0000-7000-8000-0000003f9a02";
    static final String ALARM = "0197a000-0000-7000-8000-00000000a1a1";
    static final String STREAM = "/v1/clinics/" + CLINIC + "/stream";

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    private static final String HEARTBEAT =
            "event: heartbeat\ndata: {\"clinicId\":\"" + CLINIC + "\",\"at\":\"%s\"}\n\n";

    private final WireServer session;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final List<WireServer.Received> opened = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    Bedside(WireServer patient, WireServer session) {
        this.session = session;
        patient.on(
                "/v1/me",
                (request, peer) -> peer.json(
                        200,
                        new JsonObject()
                                .put("person", new JsonObject().put("name", "Nurse Ficticia"))
                                .put(
                                        "clinics",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("id", CLINIC)
                                                        .put("name", "Clínica Ficticia")))
                                .put("zone", "America/Bogota")
                                .put("serverTime", Instant.now().toString())
                                .encode()));
        session.on(
                "/v1/clinics/" + CLINIC + "/chairs",
                (request, peer) -> peer.json(200, items(chair(1, "Silla 1"), chair(2, "Silla 2"))));
        session.on(
                "/v1/clinics/" + CLINIC + "/sessions",
                (request, peer) -> peer.json(
                        200,
                        items(
                                summary(FIRST, 1, "INFUSING"),
                                summary(SECOND, 2, "RECOVERY"),
                                summary("0197a000-0000-7000-8000-0000003f9a03", 2, "DISCHARGED"))));
        of(FIRST, 1, "INFUSING", 24);
        of(SECOND, 2, "RECOVERY", 71);
        session.on(STREAM, this::stream);
    }

    private void of(String id, int chair, String state, int minutes) {
        String path = "/v1/sessions/" + id;
        session.on(
                path,
                (request, peer) -> peer.json(
                        200,
                        summary(id, chair, state)
                                .put(
                                        "startedAt",
                                        Instant.now()
                                                .minus(Duration.ofMinutes(minutes))
                                                .toString())
                                .put("responsibleNurse", new JsonObject().put("displayName", "Enfermera Ficticia"))
                                .encode(),
                        "ETag: \"3\""));
        session.on(path + "/alarms", (request, peer) -> peer.json(200, items()));
        session.on(
                path + "/due-sets",
                (request, peer) -> peer.json(
                        200,
                        new JsonObject()
                                .put("open", new JsonArray())
                                .put(
                                        "next",
                                        new JsonObject()
                                                .put(
                                                        "at",
                                                        Instant.now()
                                                                .plus(Duration.ofMinutes(6))
                                                                .toString())
                                                .put("signs", new JsonArray(List.of("SBP", "DBP", "HR", "SPO2"))))
                                .encode()));
        session.on(path + "/observations", (request, peer) -> {
            var items = new JsonArray();
            for (int i = 0; i < 58; i++) {
                double wave = Math.sin((i + chair * 7) / 5.0);
                items.add(new JsonObject()
                        .put("id", "0197a000-0000-7000-8000-0000000b%02d%02d".formatted(chair, i))
                        .put(
                                "observedAt",
                                Instant.now().minusSeconds(30L * i + 20).toString())
                        .put("spo2Percent", (int) Math.round(95 + wave * 2))
                        .put("hrPerMinute", (int) Math.round(74 + wave * 8))
                        .put("rrPerMinute", 14)
                        .put("sbpMmHg", i % 10 == 0 ? (Integer) (int) Math.round(122 + wave * 9) : null)
                        .put("dbpMmHg", i % 10 == 0 ? (Integer) 76 : null));
            }
            peer.json(200, new JsonObject().put("items", items).encode());
        });
    }

    private static String items(JsonObject... items) {
        return new JsonObject()
                .put("items", new JsonArray(List.of((Object[]) items)))
                .encode();
    }

    private static String chairId(int number) {
        return "0197a000-0000-7000-8000-0000000c000" + number;
    }

    private static JsonObject chair(int number, String name) {
        return new JsonObject().put("id", chairId(number)).put("name", name).put("active", true);
    }

    private static JsonObject summary(String id, int chair, String state) {
        return new JsonObject()
                .put("id", id)
                .put("patientId", "0197a000-0000-7000-8000-0000000000ee")
                .put("patientName", "Paciente Ficticia")
                .put("state", state)
                .put("chairId", chairId(chair));
    }

    private void stream(WireServer.Received request, WireServer.Peer peer) throws Exception {
        opened.add(request);
        if (silent) {
            peer.hungUp(20_000);
            return;
        }
        write(peer, HEAD, false);
        write(peer, HEARTBEAT.formatted(Instant.now()), true);
        while (true) {
            if (silent) {
                peer.hungUp(20_000);
                return;
            }
            String event = events.poll(250, TimeUnit.MILLISECONDS);
            if (!silent) {
                write(peer, event == null ? HEARTBEAT.formatted(Instant.now()) : event, true);
            }
        }
    }

    private static void write(WireServer.Peer peer, String text, boolean chunk) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (chunk) {
            peer.write(Integer.toHexString(bytes.length) + "\r\n");
        }
        peer.out().write(bytes);
        peer.write(chunk ? "\r\n" : "");
    }

    /** Tells the open board. */
    void tell(String name, String key, JsonObject data) {
        events.add("id: " + key + "\nevent: " + name + "\ndata: "
                + data.copy()
                        .put("clinicId", CLINIC)
                        .put("at", Instant.now().toString())
                        .encode() + "\n\n");
    }

    void reading(String session, String id, int spo2) {
        tell(
                "observation",
                id,
                new JsonObject()
                        .put("sessionId", session)
                        .put("id", id)
                        .put("stored", true)
                        .put("observedAt", Instant.now().toString())
                        .put("values", new JsonObject().put("SPO2", spo2).put("HR", 96))
                        .put("late", false));
    }

    void alarm(String session, String id, String level, boolean stored, String state) {
        tell("alarm", "key-" + id + stored + state, alarmOf(session, id, level, stored, state));
    }

    static JsonObject alarmOf(String session, String id, String level, boolean stored, String state) {
        boolean critical = level.equals("CRITICAL");
        return new JsonObject()
                .put("sessionId", session)
                .put("id", id)
                .put("stored", stored)
                .put("rule", critical ? "V-SPO2-CRITICAL-LOW" : "V-SBP-HIGH")
                .put("level", level)
                .put("sign", critical ? "SPO2" : "SBP")
                .put("action", critical ? "STOP" : null)
                .put("value", critical ? 84 : 163)
                .put("limit", critical ? 88 : 160)
                .put("unit", "%")
                .put("late", false)
                .put("state", state)
                .put("raisedAt", Instant.now().toString());
    }

    /** Not a byte more, on this connection or the next. */
    void fallSilent() {
        silent = true;
    }

    void speak() {
        silent = false;
    }

    /** Every request that opened the stream, in order. */
    List<WireServer.Received> opened() {
        return opened;
    }
}
