package org.paincare.session.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.session.ledger.Books.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.reference.Blocked;

class ReconciliationTest {

    private static final LedgerPolicy POLICY = LedgerPolicy.builtIn();

    @Test
    void a_balanced_session_closes() {
        var reconciliation = Reconciliation.of(SESSION_ID, ordinarySession(), Milligrams.of("160"), POLICY);

        assertThat(reconciliation.dispensed()).isEqualTo(Fraction.of(200));
        assertThat(reconciliation.wasted()).isEqualTo(Fraction.of(40));
        assertThat(reconciliation.open(POLICY, false)).isEmpty();
    }

    @Test
    void what_is_left_in_the_syringe_keeps_the_session_open() {
        var withoutWaste = ordinarySession().subList(0, 3);

        var open = Reconciliation.of(SESSION_ID, withoutWaste, Milligrams.of("160"), POLICY)
                .open(POLICY, true);

        assertThat(open).singleElement().satisfies(blocked -> {
            assertThat(blocked.ruleId()).isEqualTo("REF-4-2");
            assertThat(blocked.message().en()).contains("40 mg");
            assertThat(blocked.waivableBy()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        // 160 mg booked: 1 % of what was infused is more than 0.5 mg.
        "158.4159, true",
        "158.4158, false",
        "161.6161, true",
        "161.6162, false",
    })
    void one_per_cent_of_the_infused_is_tolerated(String infused, boolean within) {
        assertThat(Reconciliation.of(SESSION_ID, ordinarySession(), Milligrams.of(infused), POLICY)
                        .isWithinTolerance())
                .isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({"9.5, true", "9.4999, false", "10.5, true", "10.5001, false"})
    void half_a_milligram_is_tolerated_for_small_doses(String infused, boolean within) {
        var small = List.of(
                entry(EventType.RECEIVE, SUPPLIER, VIAL, "10"),
                entry(EventType.DISPENSE_TO_SESSION, VIAL, SESSION, "0.2"),
                entry(EventType.ADMINISTER, SESSION, PATIENT, "0.2"));

        assertThat(Reconciliation.of(SESSION_ID, small, Milligrams.of(infused), POLICY)
                        .isWithinTolerance())
                .isEqualTo(within);
    }

    @Test
    void a_difference_past_the_tolerance_is_explained_before_closing() {
        var off = Reconciliation.of(SESSION_ID, ordinarySession(), Milligrams.of("150"), POLICY);

        assertThat(off.open(POLICY, false)).extracting(Blocked::ruleId).containsExactly("REF-4-3");
        assertThat(off.open(POLICY, true)).isEmpty();
    }

    @Test
    void a_reversed_draw_was_never_dispensed() {
        var receive = entry(EventType.RECEIVE, SUPPLIER, VIAL, "10");
        var draw = entry(EventType.DISPENSE_TO_SESSION, VIAL, SESSION, "4");

        var reconciliation =
                Reconciliation.of(SESSION_ID, List.of(receive, draw, reversal(draw, "4")), Milligrams.ZERO, POLICY);

        assertThat(reconciliation.dispensed()).isEqualTo(Fraction.ZERO);
        assertThat(reconciliation.isBalanced()).isTrue();
    }
}
