package org.paincare.session.treatment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Setting;
import org.paincare.session.treatment.PreCheckList.Answer;

class PreCheckListTest {

    private static final Instant NOW = Instant.parse("2026-03-02T14:00:00Z");

    private final PreCheckList list = PreCheckList.builtIn();

    @Test
    void an_outpatient_answers_every_item() {
        assertThat(codes(Setting.OUTPATIENT, Map.of()))
                .hasSize(list.items().size())
                .containsOnly("PRECHECK_NOT_DONE");
        assertThat(codes(Setting.OUTPATIENT, allPassed(Duration.ZERO))).isEmpty();
    }

    @Test
    void an_inpatient_needs_no_escort() {
        assertThat(list.itemsIn(Setting.INPATIENT))
                .extracting(PreCheckList.Item::id)
                .doesNotContain("ESCORT_CONFIRMED", "NO_DRIVING_UNDERSTOOD")
                .contains("IDENTITY_TWICE");
    }

    @Test
    void baseline_vitals_older_than_fifteen_minutes_are_taken_again() {
        assertThat(codes(Setting.OUTPATIENT, allPassed(Duration.ofMinutes(15)))).isEmpty();
        assertThat(codes(Setting.OUTPATIENT, allPassed(Duration.ofMinutes(16)))).containsExactly("PRECHECK_TOO_OLD");
    }

    @Test
    void fasting_may_be_overridden_by_a_prescriber_and_the_escort_by_nobody() {
        var answers = allPassed(Duration.ZERO);
        answers.put("FASTING", new Answer.Overridden(NOW, Role.PRESCRIBER, "ate two hours ago, low aspiration risk"));
        assertThat(codes(Setting.OUTPATIENT, answers)).isEmpty();

        answers.put("FASTING", new Answer.Overridden(NOW, Role.NURSE, "ate two hours ago"));
        answers.put("ESCORT_CONFIRMED", new Answer.Overridden(NOW, Role.PRESCRIBER, "lives near"));
        assertThat(codes(Setting.OUTPATIENT, answers))
                .containsExactly("PRECHECK_OVERRIDE_NOT_ALLOWED", "PRECHECK_OVERRIDE_NOT_ALLOWED");
    }

    @Test
    void a_failed_item_names_itself() {
        var answers = allPassed(Duration.ZERO);
        answers.put("IV_SITE", new Answer.Fail(NOW));

        assertThat(list.open(Setting.OUTPATIENT, answers, NOW)).singleElement().satisfies(open -> {
            assertThat(open.code()).isEqualTo("PRECHECK_FAILED");
            assertThat(open.ruleId()).isEqualTo("IV_SITE");
            assertThat(open.message().es()).contains("venoso");
        });
    }

    private HashMap<String, Answer> allPassed(Duration ago) {
        var answers = new HashMap<String, Answer>();
        list.items().forEach(item -> answers.put(item.id(), new Answer.Pass(NOW.minus(ago))));
        return answers;
    }

    private List<String> codes(Setting setting, Map<String, Answer> answers) {
        return list.open(setting, answers, NOW).stream().map(Blocked::code).toList();
    }
}
