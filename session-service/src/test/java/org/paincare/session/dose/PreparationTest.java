package org.paincare.session.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.session.dose.Orders.NOW;
import static org.paincare.session.dose.Orders.demo;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.reference.Blocked;

class PreparationTest {

    private static final UUID NURSE = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    @Test
    void one_millilitre_of_fifty_in_fifty_is_one_mg_per_ml() {
        var preparation = prepared("50", "1", "49", "1", SECOND);

        assertThat(preparation.concentration()).isEqualTo(MilligramsPerMillilitre.of("1"));
        assertThat(preparation.check(demo().write(), NOW)).isEmpty();
    }

    @Test
    void the_vial_of_ten_taken_for_the_vial_of_a_hundred_shows() {
        assertThat(codes(prepared("10", "1", "49", "1", SECOND)))
                .containsExactly("LABEL_MISMATCH", "PREPARATION_NOT_AS_ORDERED", "PREPARATION_TOO_SMALL");
        assertThat(codes(prepared("50", "10", "40", "10", SECOND))).containsExactly("PREPARATION_NOT_AS_ORDERED");
    }

    @Test
    void it_is_checked_by_somebody_else_in_time_and_is_enough() {
        assertThat(codes(prepared("50", "1", "49", "1", null))).containsExactly("PREPARATION_NOT_CHECKED");
        assertThat(codes(prepared("50", "1", "49", "1", NURSE))).containsExactly("PREPARATION_NOT_CHECKED");
        assertThat(codes(prepared("50", "0.68", "33.32", "1", SECOND))).isEmpty();
        assertThat(codes(prepared("50", "0.66", "32.34", "1", SECOND))).containsExactly("PREPARATION_TOO_SMALL");
        assertThat(prepared("50", "1", "49", "1", SECOND).check(demo().write(), NOW.plus(Duration.ofHours(4))))
                .extracting(Blocked::code)
                .containsExactly("PREPARATION_BEYOND_USE");
    }

    private static List<String> codes(Preparation preparation) {
        return preparation.check(demo().write(), NOW).stream()
                .map(Blocked::code)
                .toList();
    }

    private static Preparation prepared(
            String vial, String drawn, String diluent, String label, @Nullable UUID checkedBy) {
        return new Preparation(
                MilligramsPerMillilitre.of(vial),
                Millilitres.of(drawn),
                Millilitres.of(diluent),
                MilligramsPerMillilitre.of(label),
                Millilitres.of("2"),
                NURSE,
                checkedBy,
                NOW.plus(Duration.ofHours(4)));
    }
}
