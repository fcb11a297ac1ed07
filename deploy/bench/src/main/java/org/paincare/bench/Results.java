package org.paincare.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.paincare.local.Component;

/** The samples of all rounds, and what they come to: always the median over the rounds. */
record Results(List<Sample> samples) {

    /** A machine on which others use more than this was busy. */
    static final double BUSY_SHARE = 0.05;

    Results {
        samples = List.copyOf(samples);
    }

    List<Operation> operations() {
        return samples.stream().map(Sample::operation).distinct().toList();
    }

    /** NaN where this target was not measured. */
    double median(Operation operation, Target target, ToDoubleFunction<Sample> figure) {
        return Statistics.median(samples.stream()
                .filter(sample -> sample.operation() == operation && sample.target() == target)
                .map(figure::applyAsDouble)
                .filter(value -> !value.isNaN())
                .toList());
    }

    double perSecond(Operation operation, Target target) {
        return median(operation, target, Sample::perSecond);
    }

    /** A target's rate as a share of another's. */
    double ratio(Operation operation, Target target, Target of) {
        return Statistics.ratio(perSecond(operation, target), perSecond(operation, of));
    }

    /** CPU per request of what answers it, in milliseconds: PostgreSQL alone, with the service, with the gateway. */
    double cpuMillis(Operation operation, Target target) {
        String[] answering = switch (target) {
            case LIMIT, LIMIT_AUDITED -> new String[] {Component.POSTGRES.label()};
            case DIRECT ->
                new String[] {Component.POSTGRES.label(), operation.service().label()};
            case GATEWAY ->
                new String[] {Component.POSTGRES.label(), operation.service().label(), Component.GATEWAY.label()};
        };
        return median(operation, target, sample -> sample.cpuMillis(answering));
    }

    /** Whether the service itself reaches the goal, only the bar, or neither. */
    String verdict(Operation operation) {
        double ratio = ratio(operation, Target.DIRECT, Target.LIMIT);
        if (ratio >= operation.goal()) {
            return "goal";
        }
        return ratio >= operation.bar() ? "bar" : "no";
    }

    /** Everything that was no 2xx, by operation, target and status. */
    Map<String, Long> failures() {
        Map<String, Long> all = new TreeMap<>();
        for (var sample : samples) {
            sample.failures()
                    .forEach((what, count) -> all.merge(
                            sample.operation().label() + ", " + sample.target() + ": " + what, count, Long::sum));
        }
        return all;
    }

    /** The share of the machine that others used, in the median sample. */
    double busyShare() {
        return Statistics.median(samples.stream().map(Sample::busyShare).toList());
    }

    /** The same in the worst sample. */
    double worstBusyShare() {
        return samples.stream().mapToDouble(Sample::busyShare).max().orElse(Double.NaN);
    }

    boolean wasBusy() {
        return busyShare() > BUSY_SHARE;
    }
}
