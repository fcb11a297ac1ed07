package org.paincare.bench;

import java.util.ArrayList;
import java.util.List;
import org.paincare.local.Component;

/** What is measured, with the script of its limit and the share of the limit that we want to reach. */
enum Operation {
    CREATE_PATIENT("create patient", "create-patient", Component.PATIENT, false),
    RECORD_OBSERVATION("record one observation", "record-observation", Component.SESSION, false),
    RECORD_BATCH("record a batch of 20 observations", "record-batch", Component.SESSION, false),
    STORE_ANSWERS("store PHQ-9 answers and score them", "store-answers", Component.OUTCOME, false),
    READ_PATIENT("read a patient by id", "read-patient", Component.PATIENT, true),
    NEWEST_READINGS("newest 20 readings of a session", "newest-readings", Component.SESSION, true),
    NEWEST_FACTS("newest 20 facts of one kind", "newest-facts", Component.PATIENT, true),
    FIND_BY_NAME("find patients by part of a name", "find-by-name", Component.PATIENT, true);

    private final String label;
    private final String script;
    private final Component service;
    private final boolean read;

    Operation(String label, String script, Component service, boolean read) {
        this.label = label;
        this.script = script;
        this.service = service;
        this.read = read;
    }

    String label() {
        return label;
    }

    /** The file in {@code deploy/bench/pgbench}, without its ending. */
    String script() {
        return script;
    }

    Component service() {
        return service;
    }

    boolean isRead() {
        return read;
    }

    /** The share of the limit below which we have failed. */
    double bar() {
        return read ? 0.2 : 0.3;
    }

    /** The share of the limit that we want. */
    double goal() {
        return read ? 0.4 : 0.5;
    }

    List<Target> targets() {
        var targets = new ArrayList<>(List.of(Target.values()));
        if (!read) {
            targets.remove(Target.LIMIT_AUDITED);
        }
        return targets;
    }
}
