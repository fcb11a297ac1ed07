package org.paincare.e2e.bedside;

import java.util.ArrayList;
import java.util.List;
import org.paincare.local.bedside.AlarmLatency;

/** What must hold of alarms while other things are down (R4). */
final class AlarmVerdict {

    /** An alarm is pushed within this at p99. */
    private static final double P99_MILLIS = 1_000;

    private static final double LONGEST_MILLIS = 5_000;

    /** Within 20 % of normal; under this many milliseconds of difference is the machine's own noise. */
    private static final double WITHIN = 1.2;

    private static final double NOISE_MILLIS = 25;

    private AlarmVerdict() {}

    /**
     * What is wrong, in words; nothing where all holds.
     *
     * @param normal milliseconds from reading to board while everything runs
     * @param faulty the same during the fault
     */
    static List<String> findings(List<Double> normal, List<Double> faulty) {
        var findings = new ArrayList<String>();
        double before = AlarmLatency.quantile(normal, 0.5);
        double during = AlarmLatency.quantile(faulty, 0.5);
        if (during > Math.max(before * WITHIN, before + NOISE_MILLIS)) {
            findings.add("the median alarm took %.0f ms, %.0f ms before the fault".formatted(during, before));
        }
        double slow = AlarmLatency.quantile(faulty, 0.99);
        if (slow > (faulty.size() < 100 ? LONGEST_MILLIS : P99_MILLIS)) {
            findings.add("the slowest alarms took %.0f ms".formatted(slow));
        }
        return findings;
    }
}
