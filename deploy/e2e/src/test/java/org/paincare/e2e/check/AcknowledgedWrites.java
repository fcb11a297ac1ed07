package org.paincare.e2e.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.paincare.e2e.history.Ending;
import org.paincare.e2e.history.History;
import org.paincare.e2e.history.Kind;
import org.paincare.e2e.history.Write;
import org.paincare.local.Component;

/** Acknowledged writes are there once, refused ones are not, the others once at most. */
public final class AcknowledgedWrites {

    /** Where the effects of a kind are found: a query that answers one mark per effect. */
    private record Place(Component service, String marks) {}

    private static final Map<Kind, Place> PLACES = new EnumMap<>(Map.of(
            Kind.PATIENT,
            new Place(Component.PATIENT, "SELECT given_names FROM patient"),
            Kind.FACT,
            new Place(
                    Component.PATIENT,
                    "SELECT patient_id || ' ' || (extract(epoch FROM observed_at) * 1000)::bigint FROM clinical_fact"),
            Kind.STAFF,
            new Place(Component.PATIENT, "SELECT display_name FROM staff_member"),
            Kind.CHAIR,
            new Place(Component.SESSION, "SELECT name FROM chair"),
            Kind.DIARY_DAY,
            new Place(Component.OUTCOME, "SELECT patient_id || ' ' || day FROM diary_day")));

    private AcknowledgedWrites() {}

    public static List<String> findings(History history, Databases databases) {
        List<String> findings = new ArrayList<>();
        Set<Kind> used = new HashSet<>();
        history.entries().forEach(entry -> used.add(entry.write().kind()));
        for (Kind kind : used) {
            Place place = PLACES.get(kind);
            if (place != null) {
                List<History.Entry> ofKind = history.entries().stream()
                        .filter(entry -> entry.write().kind() == kind)
                        .toList();
                findings.addAll(compare(ofKind, databases.rows(place.service(), place.marks())));
            }
        }
        findings.addAll(overwritten(history, databases));
        return findings;
    }

    /**
     * Compares the writes of one kind with the effects found.
     *
     * @param effects one mark per effect; marks of nobody's writes (set-up, other tests) do not count
     */
    static List<String> compare(List<History.Entry> entries, List<String> effects) {
        Map<String, Integer> found = new TreeMap<>();
        effects.forEach(mark -> found.merge(mark, 1, Integer::sum));
        List<String> findings = new ArrayList<>();
        for (History.Entry entry : entries) {
            int times = found.getOrDefault(entry.write().mark(), 0);
            String what = entry.write().kind() + " " + entry.write().mark();
            if (times > 1) {
                findings.add(what + " is there " + times + " times");
            } else if (times == 0 && entry.ending() == Ending.ACKNOWLEDGED) {
                findings.add(what + " was acknowledged and is lost");
            } else if (times == 1 && entry.ending() == Ending.REFUSED) {
                findings.add(what + " was refused and is there");
            }
        }
        return findings;
    }

    /** Of replacing writes only the last stands: the last one acknowledged, or one after it whose end is unknown. */
    private static List<String> overwritten(History history, Databases databases) {
        Map<String, Set<String>> allowed = new TreeMap<>();
        for (History.Entry entry : history.entries()) {
            Write write = entry.write();
            if (write.kind() != Kind.DEMOGRAPHICS) {
                continue;
            }
            Set<String> marks = allowed.computeIfAbsent(write.path(), path -> new HashSet<>());
            if (entry.ending() == Ending.ACKNOWLEDGED) {
                marks.clear();
            }
            if (entry.ending() != Ending.REFUSED) {
                marks.add(write.mark());
            }
        }
        List<String> findings = new ArrayList<>();
        for (String row : databases.rows(
                Component.PATIENT, "SELECT '/v1/patients/' || id, coalesce(second_surname, '-') FROM patient")) {
            String path = row.substring(0, row.indexOf(" | "));
            String stands = row.substring(row.indexOf(" | ") + 3);
            Set<String> marks = allowed.getOrDefault(path, Set.of());
            if (!marks.isEmpty() && !marks.contains(stands)) {
                findings.add(path + " says " + stands + ", the last acknowledged change says one of " + marks);
            }
        }
        return findings;
    }
}
