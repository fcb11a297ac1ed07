package org.paincare.outcome.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckResultsTest {

    private static final CheckResults RULES = CheckResults.shipped();
    private static final Instant OPENS = Instant.parse("2026-02-02T05:00:00Z");
    private static final Instant ENDS = OPENS.plus(Duration.ofDays(28));

    private static CheckResults.Result result(
            String code, String state, @Nullable String value, String source, int hoursAfterOpening) {
        return new CheckResults.Result(
                UUID.nameUUIDFromBytes((code + value + hoursAfterOpening).getBytes()),
                code,
                state,
                value,
                source,
                OPENS.plus(Duration.ofHours(hoursAfterOpening)));
    }

    private static CheckResults.Result liver(String code, int hoursAfterOpening) {
        return result(code, "PRESENT", null, "LABORATORY", hoursAfterOpening);
    }

    private static Optional<CheckResults.Closing> closing(String check, CheckResults.Result... known) {
        return RULES.closing(check, OPENS, ENDS, List.of(known));
    }

    @Test
    void liverTestsAreFetchedWhenBothAreThere() {
        var alt = liver("ALT_ULN_MULTIPLE", 3);
        var ast = liver("AST_ULN_MULTIPLE", 2);

        assertThat(closing("LIVER_TESTS", alt)).isEmpty();
        assertThat(closing("LIVER_TESTS", alt, ast))
                .contains(new CheckResults.Closing("done", true, alt.observedAt(), List.of(alt.id(), ast.id())));
    }

    @Test
    void onlyWhatWasTakenWhileTheCheckIsAskedForAnswersIt() {
        var ast = liver("AST_ULN_MULTIPLE", 1);

        assertThat(closing("LIVER_TESTS", liver("ALT_ULN_MULTIPLE", -1), ast)).isEmpty();
        assertThat(closing("LIVER_TESTS", liver("ALT_ULN_MULTIPLE", 28 * 24), ast))
                .isEmpty();
        assertThat(closing("LIVER_TESTS", liver("ALT_ULN_MULTIPLE", 0), ast)).isPresent();
    }

    @Test
    void anUnknownOrWhatAPatientSaysIsNoResult() {
        assertThat(closing("URINALYSIS", result("HAEMATURIA", "UNKNOWN", null, "LABORATORY", 1)))
                .isEmpty();
        assertThat(closing("URINALYSIS", result("HAEMATURIA", "ABSENT", null, "PATIENT", 1)))
                .isEmpty();
        assertThat(closing("URINALYSIS", result("HAEMATURIA", "ABSENT", null, "LABORATORY", 1)))
                .isPresent();
    }

    @Test
    void aPregnancyTestAnswersYesNoOrNothingAndTheLatestCounts() {
        var negative = result("PREGNANCY_TEST", "PRESENT", "NEGATIVE", "LABORATORY", 1);
        var positive = result("PREGNANCY_TEST", "PRESENT", "POSITIVE", "SESSION", 2);
        var unclear = result("PREGNANCY_TEST", "PRESENT", "INDETERMINATE", "LABORATORY", 3);

        assertThat(closing("PREGNANCY", negative).orElseThrow().value()).isTrue();
        assertThat(closing("PREGNANCY", positive, negative).orElseThrow().value())
                .isFalse();
        assertThat(closing("PREGNANCY", unclear)).isEmpty();
        assertThat(closing("CONSENT_REVIEW", negative)).isEmpty();
    }

    @Test
    void everyCheckClosedByResultsIsDoneByTheTeam() {
        var staffs = CalendarRules.shipped().rows().stream()
                .flatMap(row -> row.items().stream())
                .filter(item -> item.by() == CalendarRules.By.STAFF)
                .map(CalendarRules.Item::code)
                .collect(Collectors.toSet());

        assertThat(staffs)
                .containsAll(
                        RULES.checks().stream().map(CheckResults.Rule::code).toList());
    }
}
