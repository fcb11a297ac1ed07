package org.paincare.bench;

import java.util.Arrays;
import java.util.Collection;

/** The few figures that a report needs. */
final class Statistics {

    private Statistics() {}

    /** The middle one, or the mean of the two in the middle; NaN of none. */
    static double median(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int size = sorted.length;
        if (size == 0) {
            return Double.NaN;
        }
        return size % 2 == 1 ? sorted[size / 2] : (sorted[size / 2 - 1] + sorted[size / 2]) / 2;
    }

    /** The smallest value that at least this share of all values does not pass; NaN of none. Sorts the array. */
    static double percentile(double share, long[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(values);
        int rank = (int) Math.ceil(share * values.length);
        return values[Math.clamp(rank - 1, 0, values.length - 1)];
    }

    /** Ours as a share of the limit; NaN where there is no limit to compare with. */
    static double ratio(double ours, double limit) {
        return limit > 0 ? ours / limit : Double.NaN;
    }
}
