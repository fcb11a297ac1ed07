package org.paincare.session.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.session.dose.Orders.NOW;
import static org.paincare.session.dose.Orders.chronicPain;
import static org.paincare.session.dose.Orders.demo;
import static org.paincare.session.dose.Orders.inpatient;
import static org.paincare.session.dose.Orders.mg;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;
import org.paincare.session.reference.Setting;

class DoseEngineTest {

    private static final UUID PRESCRIBER = new UUID(0, 1);
    private static final UUID PHARMACIST = new UUID(0, 2);

    @Test
    void the_demo_order_is_clear_and_explains_itself() {
        var preview = demo().preview();

        assertThat(preview.outcome()).isEqualTo(DosePreview.Outcome.CLEAR);
        assertThat(preview.computed().sessionTotal()).isEqualTo(mg("32"));
        assertThat(preview.computed().volume()).isEqualTo(Millilitres.of("32"));
        assertThat(preview.computed().startPumpRate()).isEqualTo(MillilitresPerHour.of("16"));
        assertThat(preview.arithmetic())
                .extracting(ArithmeticLine::formula)
                .contains("0.25 mg/kg/h × 64 kg = 16 mg/h", "16 mg/h ÷ 1 mg/mL = 16 mL/h", "32 mg = 0.5 mg/kg");
        assertThat(preview.guardrails().id()).isEqualTo("guardrails@2026.4");
        assertThat(preview.unmet(Map.of(), PRESCRIBER, null)).isEmpty();
    }

    @Test
    void a_finding_names_rule_limit_value_unit_and_source_in_both_languages() {
        var finding = demo().rate("1.000001").preview().findings().stream()
                .filter(one -> one.code().equals("RATE_ABOVE_LIMIT"))
                .findFirst()
                .orElseThrow();

        assertThat(finding.ruleId()).isEqualTo("G-RATE-OUT");
        assertThat(finding.limit()).isEqualTo("1");
        assertThat(finding.value()).isEqualTo("1");
        assertThat(finding.unit()).isEqualTo("mg/kg/h");
        assertThat(finding.source().text()).isEqualTo("POM17 ceiling; KIM23");
        assertThat(finding.message().es()).contains("mg/kg/h").doesNotContain("{");
        assertThat(finding.message().en()).contains("over 1 mg/kg/h");
    }

    @Test
    void a_total_over_three_mg_per_kg_or_three_hundred_mg_is_refused_for_outpatients_only() {
        var long_ = Duration.ofMinutes(361);

        assertThat(chronicPain().lasting(long_).codes()).contains("SESSION_TOTAL_ABOVE_LIMIT");
        assertThat(chronicPain().kg("120").lasting(Duration.ofHours(5)).codes())
                .doesNotContain("SESSION_TOTAL_ABOVE_LIMIT");
        assertThat(chronicPain().kg("120").lasting(Duration.ofMinutes(301)).codes())
                .contains("SESSION_TOTAL_ABOVE_LIMIT");
        assertThat(inpatient().lasting(Duration.ofHours(120)).preview().outcome())
                .isEqualTo(DosePreview.Outcome.CLEAR);
    }

    @Test
    void what_was_already_given_counts_towards_the_session_total() {
        var history = new DoseHistory(mg("164"), 0, 0, 0, null, null, mg("164"));

        var preview = demo().preview(history);

        assertThat(preview.computed().sessionTotal()).isEqualTo(mg("196"));
        assertThat(preview.outcome()).isEqualTo(DosePreview.Outcome.REFUSED);
    }

    @Test
    void sessions_are_counted_over_seven_days_the_series_and_twelve_months_without_a_hard_limit() {
        var history = new DoseHistory(
                Milligrams.ZERO, 2, 6, 12, NOW.minus(Duration.ofHours(47)), Kilograms.of("80"), mg("400"));

        var preview = demo().preview(history);

        assertThat(preview.findings())
                .extracting(Finding::code)
                .contains(
                        "SESSIONS_PER_WEEK_MANY",
                        "SESSIONS_PER_SERIES_MANY",
                        "SESSIONS_PER_YEAR_MANY",
                        "SESSION_INTERVAL_SHORT",
                        "WEIGHT_CHANGED");
        assertThat(preview.outcome()).isEqualTo(DosePreview.Outcome.NEEDS_REASON);
        assertThat(preview.secondSignatureRequired()).isFalse();
    }

    @Test
    void a_cancelled_session_with_a_dose_counts_and_one_exactly_a_week_ago_does_not() {
        var series = UUID.randomUUID();
        var session = UUID.randomUUID();
        var given = List.of(
                new DoseHistory.Given(UUID.randomUUID(), series, NOW.minus(Duration.ofDays(7)), mg("10")),
                new DoseHistory.Given(UUID.randomUUID(), series, NOW.minus(Duration.ofHours(167)), mg("3")),
                new DoseHistory.Given(UUID.randomUUID(), series, NOW.minus(Duration.ofHours(100)), mg("0")),
                new DoseHistory.Given(session, series, NOW, mg("5")));

        var history = DoseHistory.of(given, session, series, NOW, ZoneId.of("America/Bogota"), null);

        assertThat(history.sessionsInWeek()).isEqualTo(1);
        assertThat(history.sessionsInSeries()).isEqualTo(2);
        assertThat(history.givenThisSession()).isEqualTo(mg("5"));
        assertThat(history.cumulative()).isEqualTo(mg("18"));
    }

    @Test
    void a_soft_rate_needs_a_reason_and_a_second_person() {
        var preview = demo().rate("0.6").lasting(Duration.ofHours(1)).preview();
        var reasons = Map.of("RATE_HIGH", "tolerated 0.5", "ABOVE_PROTOCOL_CEILING", "slow responder");

        assertThat(preview.secondSignatureRequired()).isTrue();
        assertThat(preview.unmet(Map.of(), PRESCRIBER, PHARMACIST))
                .extracting(blocked -> blocked.code())
                .containsOnly("REASON_MISSING");
        assertThat(preview.unmet(reasons, PRESCRIBER, PRESCRIBER))
                .extracting(blocked -> blocked.code())
                .containsExactly("SECOND_SIGNATURE_MISSING");
        assertThat(preview.unmet(reasons, PRESCRIBER, PHARMACIST)).isEmpty();
    }

    @Test
    void no_reason_makes_a_hard_limit_pass() {
        var preview = demo().rate("1.2").preview();
        var reasons = Map.of("RATE_ABOVE_LIMIT", "please", "ABOVE_PROTOCOL_CEILING", "please");

        assertThat(preview.unmet(reasons, PRESCRIBER, PHARMACIST))
                .extracting(blocked -> blocked.code())
                .contains("RATE_ABOVE_LIMIT");
    }

    @Test
    void the_order_must_be_of_the_template_it_names() {
        var order = demo().in(Setting.INPATIENT).write();

        var preview = Orders.ENGINE.preview(order, demo().template(), false, DoseHistory.NONE, NOW);

        assertThat(preview.findings())
                .extracting(Finding::code)
                .contains("PROTOCOL_DISABLED", "PROTOCOL_SETTING_DIFFERS");
    }

    @Test
    void a_titration_is_judged_by_the_most_it_can_give() {
        var order = demo().rate("0.25").titrated("0.25", Duration.ofMinutes(30), "0.5");
        // 30 min at 0.25 and 90 min at 0.5, 64 kg.
        assertThat(order.preview().computed().atMost()).isEqualTo(mg("56"));
        assertThat(order.preview().computed().atLeast()).isEqualTo(mg("32"));

        var capped = order.stated(new Stated(mg("50"), Millilitres.of("50"), MillilitresPerHour.of("16")));
        assertThat(capped.codes()).isEqualTo(order.codes());
        assertThat(capped.preview().computed().sessionTotal()).isEqualTo(mg("50"));

        var beyond = order.stated(new Stated(mg("60"), Millilitres.of("60"), MillilitresPerHour.of("16")));
        assertThat(beyond.codes()).contains("STATED_DOSE_MISMATCH");
    }

    @Test
    void the_last_step_of_a_titration_stops_at_its_ceiling() {
        var order = demo().titrated("0.2", Duration.ofMinutes(30), "0.5");
        // 0.25, 0.45, 0.5, 0.5 for half an hour each.
        assertThat(order.preview().computed().atMost()).isEqualTo(mg("54.4"));
    }

    @ParameterizedTest
    @CsvSource({"24,''", "25,ORDER_REVERIFY", "720,ORDER_REVERIFY", "721,ORDER_VOID_BY_AGE"})
    void a_signed_order_grows_old(long hours, String code) {
        var findings =
                Orders.ENGINE.age(NOW.minus(Duration.ofHours(hours)), NOW, Setting.OUTPATIENT, LimitSet.HEADACHE);

        assertThat(findings.stream().map(Finding::code).findFirst().orElse("")).isEqualTo(code);
    }

    @Test
    void sums_over_series_year_and_whole_record_count_what_this_session_would_add() {
        var history = new DoseHistory(Milligrams.ZERO, 0, 0, 0, null, null, mg("7190"), mg("1790"), mg("3590"), null);

        var preview = demo().preview(history);

        assertThat(preview.outcome()).isEqualTo(DosePreview.Outcome.NEEDS_REASON);
        assertThat(preview.findings())
                .extracting(Finding::code)
                .contains("SERIES_TOTAL_HIGH", "YEAR_TOTAL_HIGH", "RECORD_TOTAL_HIGH");
    }

    @Test
    void what_was_given_counts_whatever_became_of_the_session_and_older_than_a_year_only_in_the_record() {
        var series = UUID.randomUUID();
        var given = List.of(
                new DoseHistory.Given(UUID.randomUUID(), series, NOW.minus(Duration.ofDays(30)), mg("10")),
                new DoseHistory.Given(UUID.randomUUID(), UUID.randomUUID(), NOW.minus(Duration.ofDays(300)), mg("20")),
                new DoseHistory.Given(UUID.randomUUID(), UUID.randomUUID(), NOW.minus(Duration.ofDays(400)), mg("40")));

        var history = DoseHistory.of(given, UUID.randomUUID(), series, NOW, ZoneId.of("America/Bogota"), null);

        assertThat(history.seriesMg()).isEqualTo(mg("10"));
        assertThat(history.yearMg()).isEqualTo(mg("30"));
        assertThat(history.cumulative()).isEqualTo(mg("70"));
    }
}
