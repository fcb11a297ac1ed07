package org.paincare.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.paincare.platform.Ids;
import org.paincare.platform.event.Inbox;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.testing.TestServers;
import org.paincare.testing.contract.ProducerContract;
import org.paincare.testing.local.DemoClinic;

/** What the others tell this service, through the real inbox, and what it tells them, held to its contracts. */
@Singleton
public class Events {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Long> SEQUENCES = new ConcurrentHashMap<>();

    private final Inbox inbox;
    private final InstantSource clock;

    Events(Inbox inbox, InstantSource clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    /** @param json the event's data as its producer writes it */
    public void hear(DemoClinic clinic, String source, String name, UUID stream, String json) {
        var number = SEQUENCES.merge(source + stream, 1L, Long::sum);
        var outcome = hear(clinic, source, name, stream, number, json);
        if (outcome == Inbox.Outcome.PARKED) {
            throw new AssertionError(name + " was parked");
        }
    }

    public Inbox.Outcome hear(DemoClinic clinic, String source, String name, UUID stream, long number, String json) {
        var event = new IncomingEvent(
                Ids.next(),
                "/paincare/" + source,
                "org.paincare." + source + "." + name + ".v1",
                clinic.id(),
                stream,
                number,
                clock.instant(),
                null,
                json);
        return CompletableFuture.supplyAsync(() -> inbox.take(event)).join();
    }

    /** The settings of both clinics and the staff of Bogotá; telling them again changes nothing. */
    public void clinicsAreConfigured() {
        configured(DemoClinic.BOGOTA, profile(DemoClinic.BOGOTA));
        configured(DemoClinic.CARTAGENA, profile(DemoClinic.CARTAGENA));
    }

    private static String profile(DemoClinic clinic) {
        return clinic == DemoClinic.BOGOTA ? """
                "altitudeProfile":{"profileId":"BOGOTA","version":"2026.1","altitudeMetres":2640,\
                "spo2AlertBelowPercent":90,"spo2AlertDropPoints":4,"spo2CriticalBelowPercent":88,\
                "spo2DesaturationGrade3BelowPercent":88,"spo2ReviewBelowPercent":88,"aldreteRoomAirAbovePercent":88,\
                "aldreteOxygenAbovePercent":88,"adjunctHoldBelowPercent":90,"etco2AlertBelowMmHg":24,\
                "etco2AlertAboveMmHg":50}""" : """
                "altitudeProfile":{"profileId":"SEA_LEVEL","version":"2026.1","altitudeMetres":2,\
                "spo2AlertBelowPercent":94,"spo2CriticalBelowPercent":90,"spo2DesaturationGrade3BelowPercent":90,\
                "spo2ReviewBelowPercent":92,"aldreteRoomAirAbovePercent":92,"aldreteOxygenAbovePercent":90,\
                "adjunctHoldBelowPercent":94,"etco2AlertBelowMmHg":30,"etco2AlertAboveMmHg":50}""";
    }

    private void configured(DemoClinic clinic, String profile) {
        hear(
                clinic,
                "patient",
                "ClinicConfigured",
                clinic.id(),
                1,
                "{\"clinicId\":\"%s\",\"zone\":\"America/Bogota\",\"jurisdiction\":\"CO\",\"languages\":[\"es\"],%s,"
                                .formatted(clinic.id(), profile)
                        + "\"policyVersion\":\"1\",\"occurredAt\":\"2026-01-01T12:00:00Z\"}");
    }

    /** A member of staff of Bogotá, by their identity; answers the staff id, the same one when told again. */
    public UUID staff(UUID subject, String role) {
        return staff(DemoClinic.BOGOTA, subject, role, "");
    }

    /** One whose professional registration has that last day. */
    public UUID staffUntil(UUID subject, String role, java.time.LocalDate expires) {
        return told(DemoClinic.BOGOTA, subject, role, "\"skills\":[],\"registrationExpiresOn\":\"" + expires + "\",");
    }

    /** @param skills apart by commas, {@code ACLS} */
    public UUID staff(DemoClinic clinic, UUID subject, String role, String skills) {
        var known = first(
                "SELECT id FROM known_staff WHERE clinic_id = ? AND subject = ?",
                row -> row.getObject(1, UUID.class),
                clinic.id(),
                subject);
        if (known != null) {
            return known;
        }
        var skillList = skills.isEmpty() ? "" : "\"" + skills.replace(",", "\",\"") + "\"";
        return told(clinic, subject, role, "\"skills\":[" + skillList + "],");
    }

    private UUID told(DemoClinic clinic, UUID subject, String role, String more) {
        var id = Ids.next();
        hear(
                clinic,
                "patient",
                "StaffChanged",
                clinic.id(),
                nextOf(clinic),
                "{\"clinicId\":\"%s\",\"staffId\":\"%s\",\"subject\":\"%s\",\"roles\":[\"%s\"],\"active\":true,\"registrationNumber\":\"RM-4711\",%s"
                                .formatted(clinic.id(), id, subject, role, more)
                        + "\"occurredAt\":\"2026-01-01T12:00:00Z\"}");
        return id;
    }

    /** The number that the clinic's own stream goes on with, whoever told it before. */
    public long nextOf(DemoClinic clinic) {
        var last = first(
                "SELECT max(last_sequence) FROM inbox WHERE clinic_id = ? AND stream_id = ?",
                row -> row.getLong(1),
                clinic.id(),
                clinic.id());
        return (last == null ? 0 : last) + 1;
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(java.sql.ResultSet row) throws SQLException;
    }

    private static <T> T first(String sql, Reader<T> reader, UUID one, UUID other) {
        try (var database = TestServers.shared().postgres().superuser("paincare_session");
                var select = database.prepareStatement(sql)) {
            select.setObject(1, one);
            select.setObject(2, other);
            var rows = select.executeQuery();
            return rows.next() ? reader.read(rows) : null;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The clinic's settings once more, with another zone or policy values such as {@code CODE=value}. */
    public void becomes(DemoClinic clinic, String state) {
        hear(
                clinic,
                "patient",
                "ClinicConfigured",
                clinic.id(),
                nextOf(clinic),
                "{\"clinicId\":\"%s\",\"zone\":\"America/Bogota\",\"jurisdiction\":\"CO\",\"languages\":[\"es\"],%s,"
                                .formatted(clinic.id(), profile(clinic))
                        + "\"policyVersion\":\"1\",\"state\":\"%s\",\"occurredAt\":\"2026-01-01T12:00:00Z\"}"
                                .formatted(state));
    }

    public void reconfigured(DemoClinic clinic, String zone, String... settings) {
        configured(clinic, zone, "CO", settings);
    }

    /** The same under another jurisdiction. */
    public void configured(DemoClinic clinic, String zone, String jurisdiction, String... settings) {
        hear(
                clinic,
                "patient",
                "ClinicConfigured",
                clinic.id(),
                nextOf(clinic),
                configuration(clinic, zone, jurisdiction, "", settings));
    }

    /** The data of ClinicConfigured under a policy that somebody signed. */
    public static String policy(DemoClinic clinic, UUID signedBy, String... settings) {
        return configuration(clinic, "America/Bogota", "CO", "\"policySignedBy\":\"" + signedBy + "\",", settings);
    }

    private static String configuration(
            DemoClinic clinic, String zone, String jurisdiction, String signed, String... settings) {
        var values = new ArrayList<String>();
        for (var setting : settings) {
            var parts = setting.split("=", 2);
            values.add("{\"code\":\"%s\",\"value\":\"%s\"}".formatted(parts[0], parts[1]));
        }
        return "{\"clinicId\":\"%s\",\"zone\":\"%s\",\"jurisdiction\":\"%s\",\"languages\":[\"es\"],%s,"
                        .formatted(clinic.id(), zone, jurisdiction, profile(clinic))
                + "\"policyVersion\":\"1\",%s\"settings\":[%s],\"occurredAt\":\"2026-01-01T12:00:00Z\"}"
                        .formatted(signed, String.join(",", values));
    }

    /** The patient signed a consent. */
    public void consented(DemoClinic clinic, UUID patient, String type) {
        hear(
                clinic,
                "patient",
                "ConsentGranted",
                patient,
                "{\"patientId\":\"%s\",\"consentId\":\"%s\",\"type\":\"%s\",\"documentVersion\":\"1\",\"purposes\":[\"TREATMENT\"],"
                                .formatted(patient, Ids.next(), type)
                        + "\"occurredAt\":\"2026-01-12T14:06:00Z\"}");
    }

    /** A patient who was registered in a clinic and is in the programme. */
    public UUID patient(DemoClinic clinic) {
        var id = Ids.next();
        hear(
                clinic,
                "patient",
                "PatientRegistered",
                id,
                "{\"patientId\":\"%s\",\"birthDate\":\"1985-03-14\",\"sexAtBirth\":\"FEMALE\",\"languages\":[\"es\"],"
                                .formatted(id)
                        + "\"zone\":\"America/Bogota\",\"occurredAt\":\"2026-01-12T14:05:00Z\"}");
        return id;
    }

    /** The data of this service's events of that name about a patient, in the order of their stream, each valid. */
    public List<JsonNode> told(UUID patient, String name) {
        var found = new ArrayList<JsonNode>();
        try (var database = TestServers.shared().postgres().superuser("paincare_session");
                var select = database.prepareStatement(
                        "SELECT * FROM (SELECT clinic_id, stream_id, event_id, type, sequence, occurred_at, traceparent, data"
                                + " FROM outbox UNION SELECT clinic_id, stream_id, event_id, type, sequence, occurred_at,"
                                + " traceparent, data FROM event_log) e WHERE stream_id = ? ORDER BY sequence")) {
            select.setObject(1, patient);
            var rows = select.executeQuery();
            while (rows.next()) {
                var headers = new LinkedHashMap<String, String>();
                headers.put("ce_specversion", "1.0");
                headers.put("ce_id", rows.getString("event_id"));
                headers.put("ce_source", "/paincare/session");
                headers.put("ce_type", rows.getString("type"));
                headers.put("ce_subject", patient.toString());
                headers.put(
                        "ce_time",
                        time(rows.getObject("occurred_at", java.time.OffsetDateTime.class)
                                .toInstant()));
                headers.put("ce_clinicid", rows.getString("clinic_id"));
                headers.put("ce_sequence", rows.getString("sequence"));
                headers.put("ce_datacontenttype", "application/json");
                headers.put("traceparent", rows.getString("traceparent"));
                var data = JSON.readTree(rows.getString("data"));
                ProducerContract.assertValid(headers, data);
                if (rows.getString("type").equals("org.paincare.session." + name + ".v1")) {
                    found.add(data);
                }
            }
            return found;
        } catch (SQLException | com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String time(Instant instant) {
        return instant.toString();
    }
}
