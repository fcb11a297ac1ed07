package org.paincare.local.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.CannotStart;

class RetentionRulesTest {

    private static final LocalDate SEEN = LocalDate.of(2026, 2, 28);
    private static final LocalDate LEAP_DAY = LocalDate.of(2028, 2, 29);
    private final RetentionRules rules = RetentionRules.read();

    @Test
    void inColombiaARecordIsKeptFifteenYearsFromTheLastAttention() {
        assertThat(rules.of("CO").keptUntil(SEEN, LocalDate.of(1980, 1, 1))).isEqualTo("2041-02-28");
        assertThat(rules.of("CO").keptUntil(LEAP_DAY, LocalDate.of(1980, 1, 1))).isEqualTo("2043-02-28");
    }

    @Test
    void aMinorsRecordIsKeptTenYearsFromMajorityWhereThatIsLonger() {
        assertThat(rules.of("US").keptUntil(SEEN, LocalDate.of(2016, 5, 1))).isEqualTo("2044-05-01");
        assertThat(rules.of("US").keptUntil(SEEN, LocalDate.of(1980, 1, 1))).isEqualTo("2036-02-28");
    }

    @Test
    void withoutARuleNothingIsSaid() {
        assertThatThrownBy(() -> rules.of("XX")).isInstanceOf(CannotStart.class);
        assertThat(rules.byJurisdiction()).containsOnlyKeys("CO", "US");
    }

    @Test
    void aRuleIsSound() {
        assertThatThrownBy(() -> new RetentionRules.Rule(0, 0, 0, "somebody")).hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> new RetentionRules.Rule(15, 0, 0, " ")).hasMessageContaining("source");
    }
}
