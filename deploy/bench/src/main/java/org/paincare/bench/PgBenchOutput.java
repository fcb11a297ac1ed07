package org.paincare.bench;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.paincare.testing.local.CannotStart;

/** What pgbench says at the end of a run, and in its log of single transactions. */
final class PgBenchOutput {

    private static final Pattern DONE = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
    private static final Pattern DURATION = Pattern.compile("duration: (\\d+) s");
    private static final Pattern RATE = Pattern.compile(
            "tps = ([\\d.]+) \\((?:without initial connection time|excluding connections establishing)\\)");
    /** The third field of a line of the log, in microseconds. */
    private static final int LATENCY = 2;

    private PgBenchOutput() {}

    /**
     * @param log lines of the log of single transactions
     * @param requestsEach how many requests of ours one transaction stands for; latencies count only for one
     * @throws CannotStart when the output is not that of a whole run
     */
    static LoadResult read(String output, List<String> log, int requestsEach) {
        double done = number(DONE, output);
        // Without a single transaction it gives no rate.
        double seconds = done == 0 ? number(DURATION, output) : done / number(RATE, output);
        var failed = FAILED.matcher(output);
        long failures = failed.find() ? Long.parseLong(failed.group(1)) : 0;
        long[] micros = log.stream()
                .map(line -> line.split(" "))
                .mapToLong(fields -> Long.parseLong(fields[LATENCY]))
                .toArray();
        boolean timed = requestsEach == 1;
        return new LoadResult(
                (long) done * requestsEach,
                seconds,
                failures == 0 ? Map.of() : Map.of("failed transaction", failures),
                timed ? Statistics.percentile(0.50, micros) / 1_000 : Double.NaN,
                timed ? Statistics.percentile(0.99, micros) / 1_000 : Double.NaN);
    }

    private static double number(Pattern pattern, String output) {
        var found = pattern.matcher(output);
        if (!found.find()) {
            throw new CannotStart("pgbench did not come to its end: " + output.strip());
        }
        return Double.parseDouble(found.group(1));
    }
}
