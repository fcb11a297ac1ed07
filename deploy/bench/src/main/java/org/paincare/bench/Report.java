package org.paincare.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.paincare.local.Component;

/** The results as a page for people, in Markdown. */
final class Report {

    private static final Locale ENGLISH = Locale.ENGLISH;

    private final BenchSettings settings;
    private final Results results;
    private final Map<String, String> machine;

    /** @param machine what {@link MachineFacts} says, and the load averages before and after */
    Report(BenchSettings settings, Results results, Map<String, String> machine) {
        this.settings = settings;
        this.results = results;
        this.machine = machine;
    }

    String markdown() {
        var page = new ArrayList<String>();
        page.add("# Load report of " + settings.date());
        page.add("");
        page.add(quiet());
        if (settings.smoke()) {
            page.add("");
            page.add("**A short run on little data: it shows that everything works, its figures claim nothing.**");
        }
        section(page, "Requests per second, and as a share of the limit", rates());
        page.add("");
        page.add(
                "Limit: pgbench doing the least SQL for the same, on the same server, with as many connections. Met: what the");
        page.add(
                "service itself reaches. Everything is switched on: tokens, permissions, validation, audit, outbox, keys.");
        section(page, "Reads beside the same reads with their audit rows", audited());
        page.add("");
        page.add("The limit here writes the audit rows of " + PgBench.READS_PER_AUDIT_BATCH
                + " reads, one of each connection, in one durable insert.");
        section(page, "Milliseconds of CPU for one request, and latency", costs());
        page.add("");
        page.add(
                "CPU: PostgreSQL for the limit; PostgreSQL and the service; these and the gateway. Others: what the other");
        page.add(
                "services and Kafka spend on the events of a request. Counted until events are taken and audit rows sealed");
        page.add(
                "(rest: how long after the last answer). Latency: half and 99 of 100 answered within so many milliseconds.");
        section(page, "Answers that were no 2xx", failures());
        section(page, "Machine, versions, data", facts());
        section(page, "Method", method());
        return String.join("\n", page) + "\n";
    }

    private String quiet() {
        return "%s Other programs used %s of the machine's CPU in the median measurement, %s in the worst (steal counts)."
                .formatted(
                        results.wasBusy() ? "**The machine was busy.**" : "The machine was quiet.",
                        percent(results.busyShare()),
                        percent(results.worstBusyShare()));
    }

    private static void section(List<String> page, String title, List<String> lines) {
        page.add("");
        page.add("## " + title);
        page.add("");
        page.addAll(lines);
    }

    private List<String> rates() {
        var lines = new ArrayList<>(List.of(
                "| operation | limit | ours, direct | share | ours, gateway | share | bar | goal | met |",
                "|---|---:|---:|---:|---:|---:|---:|---:|---|"));
        for (var operation : results.operations()) {
            lines.add(row(
                    operation.label(),
                    rate(operation, Target.LIMIT),
                    rate(operation, Target.DIRECT),
                    share(results.ratio(operation, Target.DIRECT, Target.LIMIT)),
                    rate(operation, Target.GATEWAY),
                    share(results.ratio(operation, Target.GATEWAY, Target.LIMIT)),
                    Double.toString(operation.bar()),
                    Double.toString(operation.goal()),
                    results.verdict(operation)));
        }
        return lines;
    }

    private List<String> audited() {
        var lines = new ArrayList<>(List.of(
                "| operation | limit with audit | ours, direct | share | ours, gateway | share |",
                "|---|---:|---:|---:|---:|---:|"));
        for (var operation : results.operations()) {
            if (operation.isRead()) {
                lines.add(row(
                        operation.label(),
                        rate(operation, Target.LIMIT_AUDITED),
                        rate(operation, Target.DIRECT),
                        share(results.ratio(operation, Target.DIRECT, Target.LIMIT_AUDITED)),
                        rate(operation, Target.GATEWAY),
                        share(results.ratio(operation, Target.GATEWAY, Target.LIMIT_AUDITED))));
            }
        }
        return lines;
    }

    private List<String> costs() {
        var lines = new ArrayList<>(List.of(
                "| operation | target | CPU | others | load's maker | p50 | p99 | rest, s |",
                "|---|---|---:|---:|---:|---:|---:|---:|"));
        for (var operation : results.operations()) {
            for (var target : operation.targets()) {
                lines.add(row(
                        operation.label(),
                        target.name().toLowerCase(ENGLISH).replace('_', ' '),
                        number("%.2f", results.cpuMillis(operation, target)),
                        target.isLimit() ? "-" : number("%.2f", othersMillis(operation, target)),
                        number("%.2f", results.median(operation, target, s -> s.cpuMillis(CpuMeter.GENERATOR))),
                        number("%.1f", results.median(operation, target, Sample::p50Millis)),
                        number("%.1f", results.median(operation, target, Sample::p99Millis)),
                        number("%.1f", results.median(operation, target, Sample::restSeconds))));
            }
        }
        return lines;
    }

    private double othersMillis(Operation operation, Target target) {
        String[] others = java.util.stream.Stream.of(
                        Component.KAFKA, Component.PATIENT, Component.SESSION, Component.OUTCOME)
                .filter(component -> component != operation.service())
                .map(Component::label)
                .toArray(String[]::new);
        return results.median(operation, target, sample -> sample.cpuMillis(others));
    }

    private List<String> failures() {
        var failures = results.failures();
        return failures.isEmpty()
                ? List.of("None.")
                : failures.entrySet().stream()
                        .map(failure -> "- " + failure.getKey() + ": " + failure.getValue())
                        .toList();
    }

    private List<String> facts() {
        var lines = new ArrayList<>(List.of("| what | |", "|---|---|"));
        machine.forEach((name, value) -> lines.add(row(name, value)));
        var sizes = settings.sizes();
        lines.add(row("patients", whole(sizes.patients())));
        lines.add(row(
                "readings of sessions", whole(sizes.observations()) + " in " + whole(sizes.closed()) + " sessions"));
        lines.add(row("facts", whole(sizes.observations()) + " of " + whole(sizes.examined()) + " patients"));
        lines.add(row("running infusions written to", whole(sizes.infusing())));
        lines.add(row("patients who answer", whole(sizes.answering())));
        return lines;
    }

    private List<String> method() {
        return List.of(
                "%d connections, kept alive. Every target warmed for %d s, then %d rounds through all targets in turn, %d s each;"
                        .formatted(
                                settings.connections(),
                                settings.warmUp().toSeconds(),
                                settings.rounds(),
                                settings.measured().toSeconds()),
                "medians over the rounds; only answers of 2xx count. Between two targets the events and audit rows of the first",
                "come to rest. One patient's care went over HTTP; the mass of data was made by SQL as the superuser, the running",
                "infusions copied from that patient's booked session. `./deploy/dev bench` writes this page.");
    }

    private String rate(Operation operation, Target target) {
        return number("%,.0f", results.perSecond(operation, target));
    }

    private static String share(double ratio) {
        return number("%.3f", ratio);
    }

    private static String percent(double share) {
        return number("%.0f %%", share * 100);
    }

    private static String whole(int number) {
        return String.format(ENGLISH, "%,d", number);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(ENGLISH, format, value);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
