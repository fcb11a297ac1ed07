package org.paincare.session.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paincare.session.ledger.Books.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.Millilitres;

class LedgerRulesTest {

    private final LedgerRules rules = LedgerRules.builtIn();

    @Test
    void a_session_in_order_breaks_nothing() {
        assertThat(rules.audit(ordinarySession(), containers())).isEmpty();
    }

    @Test
    void the_mass_is_always_volume_times_concentration() {
        assertThat(entry(EventType.RECEIVE, SUPPLIER, VIAL, "0.0333").mg()).isEqualTo(Milligrams.of("1.665"));
    }

    @Test
    void an_entry_goes_only_where_its_type_goes() {
        assertThatThrownBy(() -> entry(EventType.ADMINISTER, VIAL, PATIENT, "1"))
                .hasMessageContaining("ADMINISTER does not go from CONTAINER");
        assertThatThrownBy(() -> entry(EventType.RECEIVE, VIAL, SUPPLIER, "1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entry(EventType.WASTE, SESSION, WASTE, "0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_is_drawn_that_is_not_there() {
        var booked = List.of(entry(EventType.RECEIVE, SUPPLIER, VIAL, "10"));

        assertThat(invariants(booked, entry(EventType.DISPENSE_TO_SESSION, VIAL, SESSION, "10")))
                .isEmpty();
        assertThat(invariants(booked, entry(EventType.DISPENSE_TO_SESSION, VIAL, SESSION, "10.0001")))
                .containsExactly(Invariant.CONTAINER_NEVER_NEGATIVE);
        assertThat(invariants(booked, entry(EventType.ADMINISTER, SESSION, PATIENT, "1")))
                .containsExactly(Invariant.CONTAINER_NEVER_NEGATIVE);
    }

    @Test
    void waste_adjustment_loss_and_destruction_have_a_witness_who_is_somebody_else() {
        var booked = List.of(entry(EventType.RECEIVE, SUPPLIER, VIAL, "10"));
        var waste = new Account(Account.Kind.WASTE, "site");

        assertThat(invariants(booked, witnessed(EventType.WASTE, VIAL, waste, "1", null)))
                .containsExactly(Invariant.WITNESSED);
        assertThat(invariants(booked, witnessed(EventType.WASTE, VIAL, waste, "1", NURSE)))
                .containsExactly(Invariant.WITNESSED);
        assertThat(invariants(booked, witnessed(EventType.WASTE, VIAL, waste, "1", SECOND)))
                .isEmpty();
        for (var type : List.of(EventType.ADJUST, EventType.LOSS, EventType.DESTROY)) {
            var to = new Account(
                    type == EventType.ADJUST
                            ? Account.Kind.VARIANCE
                            : type == EventType.LOSS ? Account.Kind.LOST : Account.Kind.DESTROYED,
                    "site");
            assertThat(invariants(booked, witnessed(type, VIAL, to, "1", null))).containsExactly(Invariant.WITNESSED);
        }
    }

    @Test
    void nothing_is_used_at_or_after_its_expiry_or_beyond_use() {
        var booked = List.of(entry(EventType.RECEIVE, SUPPLIER, VIAL, "10"));
        var draw = entry(EventType.DISPENSE_TO_SESSION, VIAL, SESSION, "1");

        assertThat(rules.check(booked, draw, Map.of(VIAL_ID, container(T0.plusSeconds(1), null, false))))
                .isEmpty();
        assertThat(rules.check(booked, draw, Map.of(VIAL_ID, container(T0, null, false))))
                .extracting(Violation::invariant)
                .containsExactly(Invariant.NOT_AFTER_EXPIRY);
        assertThat(rules.check(booked, draw, Map.of(VIAL_ID, container(T0.plusSeconds(9), T0, false))))
                .extracting(Violation::invariant)
                .containsExactly(Invariant.NOT_AFTER_EXPIRY);
        assertThat(rules.check(booked, draw, Map.of(VIAL_ID, container(T0.plusSeconds(9), null, true))))
                .extracting(Violation::invariant)
                .containsExactly(Invariant.NOT_AFTER_EXPIRY);
    }

    @Test
    void an_entry_is_taken_back_once_by_its_mirror() {
        var receive = entry(EventType.RECEIVE, SUPPLIER, VIAL, "10");
        var draw = entry(EventType.DISPENSE_TO_SESSION, VIAL, SESSION, "4");
        var back = reversal(draw, "4");
        var booked = List.of(receive, draw);

        assertThat(invariants(booked, back)).isEmpty();
        assertThat(invariants(booked, reversal(draw, "3"))).containsExactly(Invariant.APPEND_ONLY);
        assertThat(invariants(List.of(receive, draw, back), reversal(draw, "4")))
                .contains(Invariant.APPEND_ONLY);
        assertThat(invariants(booked, draw)).contains(Invariant.APPEND_ONLY);
        assertThat(rules.audit(List.of(receive, draw, back), containers())).isEmpty();
    }

    @Test
    void what_was_taken_back_is_booked_anew_not_taken_back_again() {
        var draw = entry(EventType.DISPENSE_TO_SESSION, VIAL, SESSION, "4");
        assertThatThrownBy(() -> reversal(reversal(draw, "4"), "4")).isInstanceOf(IllegalArgumentException.class);

        // An adjustment goes both ways, so that only the rule can tell.
        var receive = entry(EventType.RECEIVE, SUPPLIER, VIAL, "10");
        var variance = new Account(Account.Kind.VARIANCE, "site");
        var adjust = witnessed(EventType.ADJUST, VIAL, variance, "1", SECOND);
        var back = reversal(adjust, "1");
        assertThat(invariants(List.of(receive, adjust, back), reversal(back, "1")))
                .contains(Invariant.APPEND_ONLY);
    }

    @Test
    void only_a_whole_unopened_container_goes_back_to_stock() {
        var booked = List.of(
                entry(EventType.RECEIVE, SUPPLIER, VIAL, "10"),
                entry(EventType.DISPENSE_TO_SESSION, VIAL, SESSION, "10"));

        assertThat(invariants(booked, entry(EventType.RETURN_TO_STOCK, SESSION, VIAL, "10")))
                .isEmpty();
        assertThat(invariants(booked, entry(EventType.RETURN_TO_STOCK, SESSION, VIAL, "9")))
                .containsExactly(Invariant.RETURNED_UNOPENED);
    }

    @Test
    void a_second_open_container_needs_a_reason() {
        var booked = List.of(
                entry(EventType.RECEIVE, SUPPLIER, VIAL, "10"),
                other(EventType.RECEIVE, SUPPLIER, OTHER_VIAL, "10", null),
                entry(EventType.DISPENSE_TO_SESSION, VIAL, SESSION, "10"));

        assertThat(invariants(booked, other(EventType.DISPENSE_TO_SESSION, OTHER_VIAL, SESSION, "5", null)))
                .containsExactly(Invariant.ONE_OPEN_CONTAINER);
        assertThat(invariants(booked, other(EventType.DISPENSE_TO_SESSION, OTHER_VIAL, SESSION, "5", "first broke")))
                .isEmpty();
    }

    @Test
    void a_blind_count_that_differs_is_an_incident_with_a_witness() {
        var booked = List.of(entry(EventType.RECEIVE, SUPPLIER, VIAL, "10"));

        assertThat(rules.count(booked, count("10", null))).isEmpty();
        assertThat(rules.count(booked, count("9.9999", SECOND)))
                .extracting(Violation::invariant, Violation::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Invariant.COUNTED, "-0.0001 mL"));
        assertThat(rules.count(booked, count("9", NURSE)))
                .extracting(Violation::invariant)
                .containsExactly(Invariant.COUNTED, Invariant.WITNESSED);
    }

    @Test
    void an_entry_missing_from_the_books_shows_in_the_lot() {
        var entries = new ArrayList<>(ordinarySession());
        var tampered = entries.stream()
                .map(one -> one.type() == EventType.ADMINISTER ? withVolume(one, "3") : one)
                .toList();

        assertThat(Reconciliation.of(SESSION_ID, tampered, Milligrams.of("160"), rules.policy())
                        .isBalanced())
                .isFalse();
        entries.removeIf(one -> one.type() == EventType.RECEIVE);
        assertThat(rules.audit(entries, containers()))
                .extracting(Violation::invariant)
                .contains(Invariant.CONTAINER_NEVER_NEGATIVE);
    }

    @Test
    void a_multi_dose_container_is_used_for_28_days_but_never_past_its_expiry() {
        var policy = rules.policy();

        assertThat(policy.beyondUse(T0, T0.plus(Duration.ofDays(100)))).isEqualTo(T0.plus(Duration.ofDays(28)));
        assertThat(policy.beyondUse(T0, T0.plus(Duration.ofDays(5)))).isEqualTo(T0.plus(Duration.ofDays(5)));
    }

    @Property
    void whatever_draws_are_tried_in_whatever_order_a_vial_never_goes_below_zero(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 40_000) Integer> draws) {
        var booked = new ArrayList<Movement>(List.of(entry(EventType.RECEIVE, SUPPLIER, VIAL, "10")));
        for (int tenThousandths : draws) {
            var draw = entry(
                    EventType.DISPENSE_TO_SESSION,
                    VIAL,
                    SESSION,
                    java.math.BigDecimal.valueOf(tenThousandths, 4).toPlainString());
            if (rules.check(booked, draw, containers()).isEmpty()) {
                booked.add(draw);
            }
        }

        assertThat(Balances.millilitres(booked, VIAL).sign()).isNotNegative();
        assertThat(Balances.millilitres(booked, VIAL).plus(Balances.millilitres(booked, SESSION)))
                .isEqualTo(Millilitres.of("10").exact());
        assertThat(rules.audit(booked, containers())).isEmpty();
    }

    private List<Invariant> invariants(List<Movement> booked, Movement next) {
        return rules.check(booked, next, containers()).stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }

    private static Container container(Instant expires, @org.jspecify.annotations.Nullable Instant beyond, boolean q) {
        return new Container(VIAL_ID, LOT, FIFTY, Millilitres.of("10"), expires, null, beyond, q);
    }
}
