package org.paincare.e2e.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.paincare.e2e.check.Databases;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.testing.local.DemoClinic;

/**
 * The ids of what a clinic has, by the names that paths, filters and bodies give them; taken from the databases, so that
 * every kind of record counts that any test has made.
 */
public record Belongings(Map<String, String> ids) {

    /** The table behind a name. */
    private record Table(Component service, String name) {}

    private static final Map<String, Table> TABLES = new TreeMap<>(Map.ofEntries(
            Map.entry("patientId", new Table(Component.PATIENT, "patient")),
            Map.entry("staffId", new Table(Component.PATIENT, "staff_member")),
            Map.entry("factId", new Table(Component.PATIENT, "clinical_fact")),
            Map.entry("consentId", new Table(Component.PATIENT, "consent")),
            Map.entry("treatmentId", new Table(Component.PATIENT, "prior_treatment")),
            Map.entry("evaluationId", new Table(Component.PATIENT, "eligibility_evaluation")),
            Map.entry("overrideId", new Table(Component.PATIENT, "eligibility_waiver")),
            Map.entry("enrolmentId", new Table(Component.PATIENT, "enrolment")),
            Map.entry("challengeId", new Table(Component.PATIENT, "signature")),
            Map.entry("planId", new Table(Component.SESSION, "plan")),
            Map.entry("chairId", new Table(Component.SESSION, "chair")),
            Map.entry("bookingId", new Table(Component.SESSION, "booking")),
            Map.entry("sessionId", new Table(Component.SESSION, "session")),
            Map.entry("doseOrderId", new Table(Component.SESSION, "dose_order")),
            Map.entry("lotId", new Table(Component.SESSION, "lot")),
            Map.entry("containerId", new Table(Component.SESSION, "container")),
            Map.entry("alarmId", new Table(Component.SESSION, "alarm")),
            Map.entry("assessmentId", new Table(Component.OUTCOME, "assessment")),
            Map.entry("alertId", new Table(Component.OUTCOME, "safety_alert"))));

    public static Belongings of(Whole whole, DemoClinic clinic) {
        Map<String, String> ids = new TreeMap<>();
        ids.put("clinicId", clinic.id().toString());
        try (Databases databases = new Databases(whole)) {
            TABLES.forEach((name, table) -> anyOf(databases, table, clinic).ifPresent(id -> ids.put(name, id)));
        }
        return new Belongings(ids);
    }

    private static Optional<String> anyOf(Databases databases, Table table, DemoClinic clinic) {
        if (!databases.has(table.service(), table.name())) {
            return Optional.empty();
        }
        return databases
                .rows(
                        table.service(),
                        "SELECT id FROM " + table.name() + " WHERE clinic_id = '" + clinic.id()
                                + "' ORDER BY id LIMIT 1")
                .stream()
                .findFirst();
    }

    /** The same names with ids that were never given to anything. */
    Belongings thatNeverExisted() {
        Map<String, String> others = new TreeMap<>();
        ids.forEach((name, id) -> others.put(name, UUID.randomUUID().toString()));
        return new Belongings(others);
    }

    /** These, with that one taken from another. */
    Belongings with(String name, Belongings other) {
        Map<String, String> mixed = new TreeMap<>(ids);
        String id = other.ids.get(name);
        if (id != null) {
            mixed.put(name, id);
        }
        return new Belongings(mixed);
    }

    boolean has(String name) {
        return ids.containsKey(name);
    }

    List<String> values() {
        return new ArrayList<>(ids.values());
    }
}
