package org.paincare.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.paincare.local.Component;
import org.paincare.local.PaincareSystem;

/** Warms every target for the same time, then measures all of them in turn, again and again. */
final class Rounds {

    private final PaincareSystem system;
    private final BenchSettings settings;
    private final PgBench pgbench;
    private final Requests requests;
    private final Questionnaires questionnaires;
    private final Rest rest;
    private final CpuMeter cpu;
    private final Consumer<String> say;

    Rounds(
            PaincareSystem system,
            BenchSettings settings,
            PgBench pgbench,
            Requests requests,
            Questionnaires questionnaires,
            Rest rest,
            Consumer<String> say) {
        this.system = system;
        this.settings = settings;
        this.pgbench = pgbench;
        this.requests = requests;
        this.questionnaires = questionnaires;
        this.rest = rest;
        this.cpu = new CpuMeter(system);
        this.say = say;
    }

    List<Sample> run() throws IOException, SQLException {
        say.accept("warming every target");
        each(settings.warmUp());
        var samples = new ArrayList<Sample>();
        for (int round = 1; round <= settings.rounds(); round++) {
            say.accept("round " + round + " of " + settings.rounds());
            samples.addAll(each(settings.measured()));
        }
        return samples;
    }

    private List<Sample> each(Duration length) throws IOException, SQLException {
        var samples = new ArrayList<Sample>();
        for (var operation : settings.operations()) {
            for (var target : operation.targets()) {
                Sample sample = measure(operation, target, length);
                say.accept("  %-36s %-14s %8.0f/s %s"
                        .formatted(
                                operation.label(),
                                target,
                                sample.perSecond(),
                                sample.failures().isEmpty() ? "" : sample.failures()));
                samples.add(sample);
            }
        }
        return samples;
    }

    private Sample measure(Operation operation, Target target, Duration length) throws IOException, SQLException {
        if (operation == Operation.STORE_ANSWERS && !target.isLimit()) {
            questionnaires.openFor(length.toMillis() / 1_000.0);
        }
        var before = cpu.read();
        long begin = System.nanoTime();
        LoadResult result = target.isLimit() ? pgbench.run(operation, target, length) : call(operation, target, length);
        double restSeconds = target.isLimit() ? 0 : rest.await();
        double seconds = (System.nanoTime() - begin) / 1e9;
        var used = CpuMeter.between(before, cpu.read());
        return new Sample(
                operation,
                target,
                result.answered(),
                result.seconds(),
                result.failures(),
                result.p50Millis(),
                result.p99Millis(),
                used,
                restSeconds,
                CpuMeter.byOthers(used) / (seconds * Runtime.getRuntime().availableProcessors()));
    }

    private LoadResult call(Operation operation, Target target, Duration length) {
        int port = system.port(target == Target.GATEWAY ? Component.GATEWAY : operation.service());
        return Load.run(port, settings.connections(), length, requests.of(operation, port));
    }
}
