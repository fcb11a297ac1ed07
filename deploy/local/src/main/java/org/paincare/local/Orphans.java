package org.paincare.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.paincare.testing.local.Processes;

/**
 * The processes that a killed launcher left on a home.
 *
 * <p>Each Java process we start carries its home on its command line, so it is found even when the launcher died before
 * it wrote the number down; a written number counts only with the same start time. PostgreSQL looks after its own.
 */
record Orphans(Home home, State state) {

    static final String MARK = "-Dpaincare.home=";

    /** Ends them all and returns how many there were. */
    int stop() {
        List<ProcessHandle> orphans = find();
        orphans.forEach(ProcessHandle::destroy);
        for (ProcessHandle orphan : orphans) {
            if (!Processes.endsWithin(orphan, Duration.ofSeconds(5))) {
                orphan.destroyForcibly();
                Processes.endsWithin(orphan, Duration.ofSeconds(5));
            }
        }
        return orphans.size();
    }

    List<ProcessHandle> find() {
        String mark = MARK + home.folder();
        Stream<ProcessHandle> marked = ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(mark))
                        .orElse(false));
        Stream<ProcessHandle> written = state.processes().entrySet().stream()
                .filter(entry -> entry.getKey() != Component.POSTGRES)
                .map(Map.Entry::getValue)
                .map(State.Pid::running)
                .flatMap(Optional::stream);
        return Stream.concat(marked, written)
                .distinct()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .toList();
    }
}
