package org.paincare.session.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StaffingTest {

    private static final Instant EIGHT = Instant.parse("2026-03-02T13:00:00Z");
    private static final Staffing RULE = new Staffing(2, Set.of("ACLS"));

    private final Staffing.OnShift nurse = at(true, Set.of("ACLS"), 0, 6);
    private final Staffing.OnShift second = at(true, Set.of(), 2, 6);

    @Test
    void a_nurse_looks_after_two_patients_and_not_a_third() {
        var two = List.of(span(0, 3), span(0, 3));

        assertThat(RULE.lack(span(0, 3), List.of(span(0, 3)), List.of(nurse))).isNull();
        var lack = RULE.lack(span(0, 2), two, List.of(nurse, second));
        assertThat(lack).isEqualTo(new Staffing.Lack(EIGHT, null, 3, 2));
        assertThat(RULE.lack(span(2, 4), two, List.of(nurse, second))).isNull();
    }

    @Test
    void the_first_moment_without_staff_or_skill_is_named() {
        assertThat(RULE.lack(span(5, 8), List.of(), List.of(nurse)).at()).isEqualTo(hour(6));
        assertThat(RULE.lack(span(2, 4), List.of(), List.of(second)).skill()).isEqualTo("ACLS");
        assertThat(RULE.lack(span(2, 4), List.of(), List.of()).room()).isZero();
    }

    @Test
    void a_prescriber_on_shift_brings_a_skill_but_is_no_nurse() {
        var prescriber = at(false, Set.of("ACLS"), 2, 6);

        assertThat(RULE.lack(span(2, 4), List.of(), List.of(second, prescriber)))
                .isNull();
        assertThat(RULE.lack(span(2, 4), List.of(), List.of(prescriber)).room()).isZero();
    }

    @Test
    void the_times_without_room_for_one_more_are_found() {
        var others = List.of(span(0, 2), span(1, 3));

        assertThat(RULE.lacking(span(0, 8), others, List.of(nurse))).containsExactly(span(1, 2), span(6, 8));
    }

    private static Staffing.OnShift at(boolean isNurse, Set<String> skills, int from, int to) {
        return new Staffing.OnShift(UUID.randomUUID(), span(from, to), isNurse, skills);
    }

    private static Span span(int from, int to) {
        return new Span(hour(from), hour(to));
    }

    private static Instant hour(int after) {
        return EIGHT.plus(Duration.ofHours(after));
    }
}
