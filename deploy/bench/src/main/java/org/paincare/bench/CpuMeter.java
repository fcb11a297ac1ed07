package org.paincare.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paincare.local.PaincareSystem;

/** Reads from {@code /proc} how much CPU each component, the load's makers and the whole machine have used. */
final class CpuMeter {

    /** This process and pgbench, its child. */
    static final String GENERATOR = "generator";
    /** Everything on the machine. */
    static final String MACHINE = "machine";

    /** USER_HZ, the unit of /proc on every Linux of today. */
    private static final double TICKS_PER_SECOND = 100;

    private static final double MICROS_PER_SECOND = 1e6;

    private static final Path PROC = Path.of("/proc");

    private final PaincareSystem system;

    CpuMeter(PaincareSystem system) {
        this.system = system;
    }

    /** Seconds of CPU since each began, by component label, {@link #GENERATOR} and {@link #MACHINE}. */
    Map<String, Double> read() {
        var processes = processes();
        var seconds = new LinkedHashMap<String, Double>();
        for (var component : system.atStart()) {
            seconds.put(component.label(), tree(system.pid(component), processes) / TICKS_PER_SECOND);
        }
        long self = ProcessHandle.current().pid();
        seconds.put(
                GENERATOR,
                processes.stream()
                                .filter(p -> p.pid() == self)
                                .findFirst()
                                .map(ProcStat::ticks)
                                .orElse(0L)
                        / TICKS_PER_SECOND);
        seconds.put(MACHINE, machine() / TICKS_PER_SECOND);
        return seconds;
    }

    /** Microseconds of CPU of a process and all that descend from it since they began; a tick is 10,000. */
    static long micros(long pid) {
        return Math.round(tree(pid, processes()) * MICROS_PER_SECOND / TICKS_PER_SECOND);
    }

    /** The same of everything on the machine. */
    static long machineMicros() {
        return Math.round(machine() * MICROS_PER_SECOND / TICKS_PER_SECOND);
    }

    /** What was used between two readings. */
    static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
        var used = new LinkedHashMap<String, Double>();
        after.forEach((name, seconds) -> used.put(name, seconds - before.getOrDefault(name, 0.0)));
        return used;
    }

    /** What all that is not ours used, from what was used between two readings. */
    static double byOthers(Map<String, Double> used) {
        double ours = used.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(MACHINE))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return Math.max(0, used.getOrDefault(MACHINE, 0.0) - ours);
    }

    /** Ticks of a process, of all that descend from it, and of those of them that have ended. */
    static long tree(long root, List<ProcStat> processes) {
        var children = new HashMap<Long, List<ProcStat>>();
        processes.forEach(p ->
                children.computeIfAbsent(p.parent(), none -> new ArrayList<>()).add(p));
        long ticks = processes.stream()
                .filter(p -> p.pid() == root)
                .mapToLong(ProcStat::ticks)
                .sum();
        for (var child : children.getOrDefault(root, List.of())) {
            ticks += tree(child.pid(), processes);
        }
        return ticks;
    }

    private static List<ProcStat> processes() {
        try (var entries = Files.list(PROC)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .map(CpuMeter::process)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcStat> process(Path folder) {
        try {
            return Optional.of(ProcStat.parse(Files.readString(folder.resolve("stat"))));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static long machine() {
        try (var lines = Files.lines(PROC.resolve("stat"))) {
            return ProcStat.machineTicks(lines.findFirst().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
