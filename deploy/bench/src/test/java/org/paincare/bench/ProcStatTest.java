package org.paincare.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcStatTest {

    private static final String REST =
            " 0 -1 4194560 100 200 0 0 3 4 50 60 20 0 1 0 12345 1000000 250 18446744073709551615";

    @Test
    void a_process_has_its_own_time_and_that_of_its_ended_children() {
        var process = ProcStat.parse("42 (postgres) S 7 42 42" + REST);

        assertThat(process).isEqualTo(new ProcStat(42, 7, 3 + 4 + 50 + 60));
    }

    @Test
    void a_name_may_hold_spaces_and_parentheses() {
        assertThat(ProcStat.parse("42 (a (b) c) 9) S 7 42 42" + REST).parent()).isEqualTo(7);
    }

    @Test
    void the_machine_has_worked_when_it_was_neither_idle_nor_waiting_for_disks() {
        // user nice system idle iowait irq softirq steal guest guest_nice
        assertThat(ProcStat.machineTicks("cpu  100 20 30 9999 8888 4 5 6 77 88"))
                .isEqualTo(100 + 20 + 30 + 4 + 5 + 6);
        assertThatThrownBy(() -> ProcStat.machineTicks("cpu0 1 2 3 4 5 6 7 8"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_tree_counts_all_descendants_and_nobody_else() {
        var processes = List.of(
                new ProcStat(1, 0, 1_000), new ProcStat(10, 1, 5), new ProcStat(11, 10, 6), new ProcStat(12, 11, 7));

        assertThat(CpuMeter.tree(10, processes)).isEqualTo(18);
        assertThat(CpuMeter.tree(12, processes)).isEqualTo(7);
    }

    @Test
    void others_used_what_is_left_of_the_machine() {
        var used = CpuMeter.between(
                Map.of("postgres", 1.0, CpuMeter.GENERATOR, 2.0, CpuMeter.MACHINE, 10.0),
                Map.of("postgres", 1.5, CpuMeter.GENERATOR, 2.25, CpuMeter.MACHINE, 11.0));

        assertThat(CpuMeter.byOthers(used)).isCloseTo(0.25, within(1e-9));
    }
}
