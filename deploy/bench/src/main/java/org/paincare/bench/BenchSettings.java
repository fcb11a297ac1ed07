package org.paincare.bench;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import org.paincare.testing.local.CannotStart;

/**
 * How long and on how much data is measured.
 *
 * @param date of the report
 * @param smoke a run that only shows that everything works; its report is not kept beside the others
 * @param connections at once, of pgbench and of our callers
 * @param warmUp of every target
 * @param measured of every target in every round
 * @param rounds through all targets
 * @param only operations whose script's name contains this
 */
record BenchSettings(
        LocalDate date,
        boolean smoke,
        int connections,
        Duration warmUp,
        Duration measured,
        int rounds,
        String only,
        DataSizes sizes) {

    static final String USAGE =
            "bench [--bedside | --gateway] [--short] [--only NAME] [--warm N] [--rounds N] [--seconds N] [--date YYYY-MM-DD]";

    private static final int CONNECTIONS = 16;

    /** @throws CannotStart for words that are none of {@link #USAGE} */
    static BenchSettings of(List<String> words, LocalDate today) {
        var settings = full(today);
        var left = new ArrayDeque<>(words);
        if (left.remove("--short")) {
            settings = shortened(today);
        }
        while (!left.isEmpty()) {
            settings = settings.with(left.poll(), left.poll());
        }
        return settings;
    }

    private static BenchSettings full(LocalDate today) {
        return new BenchSettings(
                today,
                false,
                CONNECTIONS,
                Duration.ofSeconds(30),
                Duration.ofSeconds(4),
                3,
                "",
                new DataSizes(100_000, 1_000_000));
    }

    private static BenchSettings shortened(LocalDate today) {
        return new BenchSettings(
                today,
                true,
                CONNECTIONS,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                "",
                new DataSizes(2_000, 20_000));
    }

    private BenchSettings with(String option, @org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            throw refusal();
        }
        try {
            return switch (option) {
                case "--only" -> new BenchSettings(date, smoke, connections, warmUp, measured, rounds, value, sizes);
                case "--rounds" ->
                    new BenchSettings(date, smoke, connections, warmUp, measured, positive(value), only, sizes);
                case "--warm" ->
                    new BenchSettings(
                            date,
                            smoke,
                            connections,
                            Duration.ofSeconds(positive(value)),
                            measured,
                            rounds,
                            only,
                            sizes);
                case "--seconds" ->
                    new BenchSettings(
                            date, smoke, connections, warmUp, Duration.ofSeconds(positive(value)), rounds, only, sizes);
                case "--date" ->
                    new BenchSettings(
                            LocalDate.parse(value), smoke, connections, warmUp, measured, rounds, only, sizes);
                default -> throw refusal();
            };
        } catch (IllegalArgumentException | java.time.DateTimeException wrong) {
            throw refusal();
        }
    }

    private static int positive(String value) {
        int number = Integer.parseInt(value);
        if (number < 1) {
            throw new IllegalArgumentException(value);
        }
        return number;
    }

    private static CannotStart refusal() {
        return new CannotStart("Usage: ./deploy/dev " + USAGE);
    }

    /** What is measured in this run, in order. */
    List<Operation> operations() {
        var chosen = java.util.Arrays.stream(Operation.values())
                .filter(operation -> operation.script().contains(only))
                .toList();
        if (chosen.isEmpty()) {
            throw new CannotStart("No operation is called " + only + "; there are "
                    + java.util.Arrays.stream(Operation.values())
                            .map(Operation::script)
                            .collect(java.util.stream.Collectors.joining(", "))
                    + ".");
        }
        return chosen;
    }
}
