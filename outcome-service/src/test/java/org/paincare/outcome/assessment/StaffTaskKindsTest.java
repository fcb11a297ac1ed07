package org.paincare.outcome.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.calendar.CalendarRules;

class StaffTaskKindsTest {

    /** Asked for by the programme review itself. */
    private static final String REVIEW = "CONTINUE_OR_STOP";

    @Test
    void everyCheckThatTheTeamDoesIsSomebodysTaskAndHasAForm() {
        var done = CalendarRules.shipped().rows().stream()
                .flatMap(row -> row.items().stream())
                .filter(item ->
                        item.by() == CalendarRules.By.STAFF && !item.code().equals(REVIEW))
                .map(CalendarRules.Item::code)
                .collect(Collectors.toSet());

        assertThat(StaffTaskKinds.shipped().byCode().keySet()).isEqualTo(done);
        assertThat(CheckForms.shipped().checks().keySet()).containsAll(done).contains("DIARY_GAP");
        assertThat(StaffTaskKinds.shipped().label("LIVER_TESTS", Locale.of("es")))
                .startsWith("Conseguir");
    }
}
