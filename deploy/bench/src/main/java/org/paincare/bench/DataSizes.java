package org.paincare.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much is stored before anything is measured, in our databases and in the limit's alike.
 *
 * @param patients that can be read and found by name
 * @param observations stored: so many readings of sessions and as many facts of patients
 */
record DataSizes(int patients, int observations) {

    private static final int INFUSING = 64;
    private static final int READINGS_PER_SESSION = 1_000;
    private static final int FACTS_PER_PATIENT = 100;
    private static final int ANSWERING = 4_000;

    /** Sessions that readings are written to. */
    int infusing() {
        return INFUSING;
    }

    /** Sessions over which the stored readings are spread. */
    int closed() {
        return Math.max(1, observations / READINGS_PER_SESSION);
    }

    /** Patients over whom the stored facts are spread, 20 of each of five kinds. */
    int examined() {
        return Math.clamp(observations / FACTS_PER_PATIENT, 1, patients);
    }

    /** Patients who answer questionnaires. */
    int answering() {
        return ANSWERING;
    }

    /** By the names that the SQL files and pgbench scripts use. */
    Map<String, Long> byName() {
        var values = new LinkedHashMap<String, Long>();
        values.put("patients", (long) patients);
        values.put("observations", (long) observations);
        values.put("infusing", (long) infusing());
        values.put("closed", (long) closed());
        values.put("examined", (long) examined());
        values.put("answering", (long) answering());
        return values;
    }
}
