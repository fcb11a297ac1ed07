package org.paincare.e2e.load;

import java.util.List;
import org.paincare.local.bedside.AlarmLatency;

/** R11: what a clinic's readers may notice of another's load. Times in milliseconds. */
final class NeighbourVerdict {

    private static final double TIMES = 2;

    private NeighbourVerdict() {}

    static double p99(List<Double> millis) {
        return AlarmLatency.quantile(millis, 0.99);
    }

    /** @return what does not hold, empty where all does */
    static List<String> findings(List<Double> alike, List<Double> besideBusy) {
        if (alike.size() < 200 || besideBusy.size() < 200) {
            return List.of("too few reads to tell: " + alike.size() + " and " + besideBusy.size());
        }
        return p99(besideBusy) > TIMES * p99(alike)
                ? List.of("p99 %.1f ms beside a busy clinic, %.1f ms before".formatted(p99(besideBusy), p99(alike)))
                : List.of();
    }
}
