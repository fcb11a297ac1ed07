package org.paincare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final BenchSettings FULL = BenchSettings.of(List.of(), LocalDate.of(2026, 11, 23));

    private final List<Sample> samples = new ArrayList<>();

    @Test
    void a_row_has_the_medians_and_their_share_of_the_limit() {
        rounds(Operation.CREATE_PATIENT, Target.LIMIT, 9_000, 10_000, 50_000);
        rounds(Operation.CREATE_PATIENT, Target.DIRECT, 1, 4_000, 4_500);
        rounds(Operation.CREATE_PATIENT, Target.GATEWAY, 2_500, 2_500, 2_500);

        assertThat(page()).contains("| create patient | 10,000 | 4,000 | 0.400 | 2,500 | 0.250 | 0.3 | 0.5 | bar |");
    }

    @Test
    void the_verdict_is_the_goal_the_bar_or_neither() {
        rounds(Operation.CREATE_PATIENT, Target.LIMIT, 1_000);
        rounds(Operation.CREATE_PATIENT, Target.DIRECT, 500);
        rounds(Operation.RECORD_BATCH, Target.LIMIT, 1_000);
        rounds(Operation.RECORD_BATCH, Target.DIRECT, 299);
        rounds(Operation.READ_PATIENT, Target.LIMIT, 1_000);
        rounds(Operation.READ_PATIENT, Target.DIRECT, 200);
        var results = new Results(samples);

        assertThat(results.verdict(Operation.CREATE_PATIENT)).isEqualTo("goal");
        assertThat(results.verdict(Operation.RECORD_BATCH)).isEqualTo("no");
        assertThat(results.verdict(Operation.READ_PATIENT)).isEqualTo("bar");
        assertThat(results.verdict(Operation.FIND_BY_NAME)).as("not measured").isEqualTo("no");
    }

    @Test
    void a_read_stands_beside_the_read_with_its_audit_too() {
        rounds(Operation.READ_PATIENT, Target.LIMIT, 20_000);
        rounds(Operation.READ_PATIENT, Target.LIMIT_AUDITED, 8_000);
        rounds(Operation.READ_PATIENT, Target.DIRECT, 4_000);
        rounds(Operation.READ_PATIENT, Target.GATEWAY, 2_000);

        assertThat(page()).contains("| read a patient by id | 8,000 | 4,000 | 0.500 | 2,000 | 0.250 |");
    }

    @Test
    void cpu_for_a_request_is_that_of_everything_that_answers_it() {
        rounds(Operation.CREATE_PATIENT, Target.LIMIT, 1_000);
        rounds(Operation.CREATE_PATIENT, Target.DIRECT, 1_000);
        rounds(Operation.CREATE_PATIENT, Target.GATEWAY, 1_000);
        var results = new Results(samples);

        assertThat(results.cpuMillis(Operation.CREATE_PATIENT, Target.LIMIT)).isEqualTo(0.5);
        assertThat(results.cpuMillis(Operation.CREATE_PATIENT, Target.DIRECT)).isEqualTo(0.5 + 0.25);
        assertThat(results.cpuMillis(Operation.CREATE_PATIENT, Target.GATEWAY)).isEqualTo(0.5 + 0.25 + 0.125);
    }

    @Test
    void refusals_are_told_and_not_counted() {
        samples.add(sample(Operation.CREATE_PATIENT, Target.DIRECT, 100, Map.of("503", 7L), 0));
        samples.add(sample(Operation.CREATE_PATIENT, Target.DIRECT, 100, Map.of("503", 2L), 0));

        assertThat(page()).contains("- create patient, DIRECT: 503: 9").doesNotContain("None.");
    }

    @Test
    void a_busy_machine_is_said_first() {
        samples.add(sample(Operation.CREATE_PATIENT, Target.LIMIT, 100, Map.of(), 0.30));
        samples.add(sample(Operation.CREATE_PATIENT, Target.DIRECT, 100, Map.of(), 0.20));
        samples.add(sample(Operation.CREATE_PATIENT, Target.GATEWAY, 100, Map.of(), 0.01));

        assertThat(page()).contains("**The machine was busy.** Other programs used 20 %", "30 % in the worst");
    }

    @Test
    void the_json_has_every_sample_and_null_for_what_was_not_timed() {
        rounds(Operation.READ_PATIENT, Target.LIMIT_AUDITED, 1_000, 2_000);
        samples.add(new Sample(
                Operation.READ_PATIENT, Target.LIMIT, 0, 1, Map.of(), Double.NaN, Double.NaN, Map.of(), 0, 0));

        var json = ReportJson.tree(FULL, new Results(samples), Map.of("processor", "one"));

        assertThat(json.get("samples")).hasSize(3);
        assertThat(json.at("/samples/1/answered").asLong()).isEqualTo(2_000);
        assertThat(json.at("/samples/2/p50Millis").isNull()).isTrue();
        assertThat(json.at("/machine/processor").asText()).isEqualTo("one");
    }

    private String page() {
        return new Report(FULL, new Results(samples), Map.of("processor", "one")).markdown();
    }

    private void rounds(Operation operation, Target target, long... perSecond) {
        for (long rate : perSecond) {
            samples.add(sample(operation, target, rate, Map.of(), 0));
        }
    }

    /** One second; per 1,000 requests half a second of PostgreSQL, a quarter of each service, an eighth of the gateway. */
    private static Sample sample(
            Operation operation, Target target, long answered, Map<String, Long> failures, double busyShare) {
        double thousands = answered / 1_000.0;
        var cpu = Map.of("postgres", thousands / 2, "patient", thousands / 4, "gateway", thousands / 8);
        return new Sample(operation, target, answered, 1, failures, 2, 9, cpu, 0, busyShare);
    }
}
