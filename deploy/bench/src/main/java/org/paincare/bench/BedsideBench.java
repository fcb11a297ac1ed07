package org.paincare.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.paincare.local.Component;
import org.paincare.local.PaincareSystem;
import org.paincare.local.bedside.AlarmLatency;
import org.paincare.local.bedside.LiveBoard;
import org.paincare.local.demo.DemoClinics;
import org.paincare.local.demo.DemoDevices;
import org.paincare.local.demo.DemoTime;
import org.paincare.local.demo.LiveInfusion;
import org.paincare.local.demo.People;
import org.paincare.local.monitor.Link;
import org.paincare.local.monitor.Monitor;
import org.paincare.local.monitor.Profile;
import org.paincare.local.monitor.Trace;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/**
 * Infusions that run at once, each with a monitor that sends a reading a second through the gateway, and how long it
 * takes from a reading past a limit to its alarm on a board: while all is well, and while other things are broken or
 * busy.
 */
final class BedsideBench {

    private static final DemoClinic HERE = DemoClinic.BOGOTA;
    private static final int RESTING_SPO2 = 94;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration READY = Duration.ofSeconds(120);

    /**
     * @param infusions at once
     * @param alarms    in each phase
     */
    record Size(int infusions, int alarms) {
        static final Size FULL = new Size(50, 200);
        static final Size SHORT = new Size(4, 10);
    }

    /**
     * @param latencies milliseconds from sending to board
     * @param taken     readings of the monitors that were acknowledged meanwhile
     */
    record Phase(String name, List<Double> latencies, long taken, Map<String, Double> cpuSeconds, double seconds) {}

    private interface Fault {
        void during(Runnable measured) throws Exception;
    }

    private final PaincareSystem system;
    private final People people;
    private final Size size;
    private final Consumer<String> say;
    private final AtomicBoolean running = new AtomicBoolean(true);

    BedsideBench(PaincareSystem system, Size size, Consumer<String> say) {
        this.system = system;
        this.people = People.at(Component.GATEWAY, system.addresses());
        this.size = size;
        this.say = say;
    }

    List<Phase> run() throws Exception {
        DemoClinics.open(people);
        say.accept("beginning %d infusions".formatted(size.infusions()));
        var sessions = LiveInfusion.begin(people, new DemoTime(system.addresses()), "bench", size.infusions()).stream()
                .map(LiveInfusion::sessionId)
                .toList();
        var monitors = new ArrayList<Monitor>();
        var phases = new ArrayList<Phase>();
        try (var http = HttpClient.newHttpClient();
                var board = LiveBoard.open(
                        system.url(Component.GATEWAY),
                        HERE.id(),
                        () -> people.maker().of(People.identity("nurse", HERE)))) {
            for (int i = 0; i < sessions.size(); i++) {
                var monitor = monitor(http, i, sessions.get(i));
                monitors.add(monitor);
                Thread.ofVirtual().start(() -> live(monitor));
            }
            var latency = new AlarmLatency(board, sessions);
            phases.add(measured("warming", latency, monitors, measured -> measured.run()));
            phases.add(measured("all is well", latency, monitors, measured -> measured.run()));
            phases.add(measured("the broker is down", latency, monitors, without(Component.KAFKA)));
            phases.add(measured(
                    "patient-service and outcome-service are down",
                    latency,
                    monitors,
                    without(Component.PATIENT, Component.OUTCOME)));
            phases.add(measured("a report is read again and again", latency, monitors, this::whileReporting));
        } finally {
            running.set(false);
        }
        return phases;
    }

    private Monitor monitor(HttpClient http, int number, UUID session) {
        var client = DemoDevices.monitor(people, HERE);
        var link = new Link(
                http,
                system.url(Component.GATEWAY),
                session,
                () -> people.maker().of(client),
                PATIENCE);
        return new Monitor(
                client.username(), "1", new Trace(Profile.NORMAL, number, RESTING_SPO2), link, InstantSource.system());
    }

    private void live(Monitor monitor) {
        try {
            while (running.get()) {
                monitor.run(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Phase measured(String name, AlarmLatency latency, List<Monitor> monitors, Fault fault) throws Exception {
        say.accept(name);
        var meter = new CpuMeter(system);
        Api nurse = people.of("nurse");
        var latencies = new ArrayList<Double>();
        var figures = new LinkedHashMap<String, Double>();
        long[] taken = new long[2];
        double[] seconds = new double[1];
        fault.during(() -> {
            taken[0] = taken(monitors);
            var before = meter.read();
            long begun = System.nanoTime();
            latencies.addAll(latency.sample(nurse, size.alarms()));
            seconds[0] = (System.nanoTime() - begun) / 1e9;
            figures.putAll(CpuMeter.between(before, meter.read()));
            taken[1] = taken(monitors);
        });
        return new Phase(name, List.copyOf(latencies), taken[1] - taken[0], figures, seconds[0]);
    }

    private static long taken(List<Monitor> monitors) {
        return monitors.stream().mapToLong(monitor -> monitor.tally().taken()).sum();
    }

    private Fault without(Component... components) {
        return measured -> {
            for (var component : components) {
                system.keepDown(component);
            }
            try {
                measured.run();
            } finally {
                for (var component : components) {
                    system.bringUp(component);
                    system.awaitReady(component, READY);
                }
            }
        };
    }

    private void whileReporting(Runnable measured) throws InterruptedException {
        var reading = new AtomicBoolean(true);
        Api pharmacist = people.of("pharmacist");
        var today = LocalDate.now(ZoneId.of("America/Bogota"));
        var report = "/v1/ledger-reports/control-book?from=" + today.minusDays(30) + "&to=" + today;
        pharmacist.get(report).expect(200);
        var reader = Thread.ofVirtual().start(() -> {
            while (reading.get()) {
                pharmacist.get(report).expect(200);
            }
        });
        try {
            measured.run();
        } finally {
            reading.set(false);
            reader.join();
        }
    }

    /** The table of a report. */
    static String markdown(Size size, List<Phase> phases, String load) throws IOException {
        var page = new StringBuilder(
                "# Bedside report\n\n%d infusions at 1 Hz through the gateway; %d alarms in each phase.\n"
                        .formatted(size.infusions(), size.alarms()));
        page.append("Load of the machine before (1, 5, 15 minutes): ")
                .append(load)
                .append("; after: ");
        page.append(MachineFacts.load()).append(".\n\n");
        page.append("| phase | p50 ms | p99 ms | longest ms | readings/s taken | CPU of session-service, ms/s |\n");
        page.append("|---|---:|---:|---:|---:|---:|\n");
        for (var phase : phases) {
            page.append("| %s | %.1f | %.1f | %.1f | %.0f | %.0f |%n"
                    .formatted(
                            phase.name(),
                            AlarmLatency.quantile(phase.latencies(), 0.5),
                            AlarmLatency.quantile(phase.latencies(), 0.99),
                            AlarmLatency.quantile(phase.latencies(), 1),
                            phase.taken() / phase.seconds(),
                            1000 * phase.cpuSeconds().getOrDefault("session", Double.NaN) / phase.seconds()));
        }
        page.append("\nWanted: p99 under 100 ms, and no more than 20 % longer in any phase.\n");
        return page.toString();
    }
}
