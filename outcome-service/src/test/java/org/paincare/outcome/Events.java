package org.paincare.outcome;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.paincare.platform.Ids;
import org.paincare.platform.event.Inbox;
import org.paincare.platform.event.IncomingEvent;

/** Lets the other services tell something, through the real inbox, numbered as they number it. */
@Singleton
public class Events {

    public static final UUID BOGOTA = UUID.fromString("0197a000-0000-7000-8000-00000000b060");
    public static final UUID CARTAGENA = UUID.fromString("0197a000-0000-7000-8000-00000000ca50");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Inbox inbox;
    private final InstantSource clock;
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();

    Events(Inbox inbox, InstantSource clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    /** @param fields name, value, name, value ... as in the contract, without the stream's id */
    public Inbox.Outcome tell(UUID clinic, String source, String name, UUID patient, Object... fields) {
        var outcome = take(event(clinic, source, name, patient, fields));
        if (outcome != Inbox.Outcome.TAKEN) {
            throw new AssertionError(name + " was " + outcome);
        }
        return outcome;
    }

    public Inbox.Outcome take(IncomingEvent event) {
        // On a thread of its own, as the consumer does: a test's own request is bound to no clinic.
        return CompletableFuture.supplyAsync(() -> inbox.take(event)).join();
    }

    public IncomingEvent event(UUID clinic, String source, String name, UUID patient, Object... fields) {
        var data = JSON.createObjectNode();
        data.put("patientId", patient.toString());
        for (int i = 0; i < fields.length; i += 2) {
            data.set((String) fields[i], JSON.valueToTree(plain(fields[i + 1])));
        }
        return incoming(clinic, source, name, patient, data);
    }

    private static Object plain(Object value) {
        return value instanceof Number
                        || value instanceof Boolean
                        || value instanceof java.util.Collection
                        || value instanceof Map
                ? value
                : value.toString();
    }

    private IncomingEvent incoming(UUID clinic, String source, String name, UUID stream, ObjectNode data) {
        var sequence = sequences.merge(source + stream, 1L, Long::sum);
        return new IncomingEvent(
                Ids.next(),
                "/paincare/" + source,
                "org.paincare." + source + "." + name + ".v1",
                clinic,
                stream,
                sequence,
                clock.instant(),
                null,
                data.toString());
    }

    /** The settings of both demo clinics; telling them again changes nothing. */
    public void clinicsAreConfigured() {
        for (var clinic : new UUID[] {BOGOTA, CARTAGENA}) {
            take(new IncomingEvent(
                    Ids.next(),
                    "/paincare/patient",
                    "org.paincare.patient.ClinicConfigured.v1",
                    clinic,
                    clinic,
                    1,
                    clock.instant(),
                    null,
                    """
                    {"clinicId": "%s", "zone": "America/Bogota", "jurisdiction": "CO", "languages": ["es", "en"]}""".formatted(clinic)));
        }
    }

    /** The settings of Bogotá told anew, with one of its own. */
    public void clinicHas(String setting, String value, String jurisdiction) {
        take(new IncomingEvent(
                Ids.next(),
                "/paincare/patient",
                "org.paincare.patient.ClinicConfigured.v1",
                BOGOTA,
                BOGOTA,
                sequences.merge("settings", 2L, (last, one) -> last + 1),
                clock.instant(),
                null,
                """
                {"clinicId": "%s", "zone": "America/Bogota", "jurisdiction": "%s", "languages": ["es", "en"],
                 "settings": [{"code": "%s", "value": "%s"}]}""".formatted(BOGOTA, jurisdiction, setting, value)));
    }
}
