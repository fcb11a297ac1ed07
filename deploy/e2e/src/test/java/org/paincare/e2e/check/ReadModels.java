package org.paincare.e2e.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.paincare.local.Component;

/** What one service remembers of another's facts equals what the other holds. */
public final class ReadModels {

    /**
     * @param mine query on what is remembered
     * @param theirs query that must answer the same rows
     */
    private record Pair(String name, Component consumer, String mine, Component source, String theirs) {

        /** Whether the consumer keeps this at all. */
        boolean isKept(Databases databases) {
            return databases.has(consumer, mine.replaceFirst(".* FROM ", ""));
        }
    }

    private static final List<Pair> PAIRS = List.of(
            new Pair(
                    "session's patients",
                    Component.SESSION,
                    "SELECT clinic_id, id, birth_date, sex_at_birth, died_on FROM known_patient",
                    Component.PATIENT,
                    "SELECT clinic_id, id, birth_date, sex_at_birth, died_on FROM patient"),
            new Pair(
                    "session's staff",
                    Component.SESSION,
                    "SELECT clinic_id, id, subject, active FROM known_staff",
                    Component.PATIENT,
                    "SELECT clinic_id, id, subject, active FROM staff_member"),
            new Pair(
                    "session's clinics",
                    Component.SESSION,
                    "SELECT clinic_id, id, zone, jurisdiction FROM known_clinic",
                    Component.PATIENT,
                    "SELECT clinic_id, id, zone, jurisdiction FROM clinic"),
            new Pair(
                    "session's newest facts",
                    Component.SESSION,
                    "SELECT clinic_id, patient_id, code, observed_at FROM known_fact",
                    Component.PATIENT,
                    "SELECT clinic_id, patient_id, code, max(observed_at) FROM clinical_fact GROUP BY 1, 2, 3"),
            new Pair(
                    "outcome's patients",
                    Component.OUTCOME,
                    "SELECT clinic_id, id, language FROM care_patient",
                    Component.PATIENT,
                    "SELECT clinic_id, id, language FROM patient"),
            new Pair(
                    "outcome's clinics",
                    Component.OUTCOME,
                    "SELECT clinic_id, id, zone, jurisdiction FROM care_clinic",
                    Component.PATIENT,
                    "SELECT clinic_id, id, zone, jurisdiction FROM clinic"));

    private ReadModels() {}

    /** Whom a service listens to: the owners of what it remembers. */
    static Set<Component> sourcesOf(Component consumer, Databases databases) {
        return PAIRS.stream()
                .filter(pair -> pair.consumer() == consumer && pair.isKept(databases))
                .map(Pair::source)
                .collect(Collectors.toSet());
    }

    public static List<String> findings(Databases databases) {
        List<String> findings = new ArrayList<>();
        for (Pair pair : PAIRS) {
            if (!pair.isKept(databases)) {
                continue;
            }
            List<String> mine = databases.rows(pair.consumer(), pair.mine());
            List<String> theirs = databases.rows(pair.source(), pair.theirs());
            findings.addAll(difference(pair.name() + " lack ", theirs, mine));
            findings.addAll(difference(pair.name() + " alone have ", mine, theirs));
        }
        return findings;
    }

    /** What the first has more often than the second. */
    private static List<String> difference(String what, List<String> first, List<String> second) {
        List<String> left = new ArrayList<>(first);
        second.forEach(left::remove);
        return new TreeSet<>(left).stream().limit(5).map(row -> what + row).toList();
    }
}
