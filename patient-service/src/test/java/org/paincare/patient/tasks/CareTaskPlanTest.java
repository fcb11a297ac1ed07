package org.paincare.patient.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.paincare.patient.CareNeeds.Need;

/** What asks for a task now, and when to look again. */
class CareTaskPlanTest {

    private static final Instant NOW = Instant.parse("2026-03-10T15:00:00Z");

    @Test
    void whatRunsOutIsSeenToAheadOfTime() {
        var soon = lapse(Duration.ofDays(30));
        var later = lapse(Duration.ofDays(31));
        var latest = lapse(Duration.ofDays(90));

        var plan = plan(true, latest, soon, later);

        assertThat(plan.now()).containsExactly(soon);
        assertThat(plan.nextLookAt()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void whatRanOutAlreadyStillAsks() {
        var gone = lapse(Duration.ofDays(-1));

        assertThat(plan(true, gone).now()).containsExactly(gone);
        assertThat(plan(true, gone).nextLookAt()).isNull();
    }

    @Test
    void afterTheEndOnlyWhatIsOwedRemains() {
        var owed = Need.owed("ANSWER_REFERRAL", UUID.randomUUID());

        var plan = plan(false, owed, lapse(Duration.ofDays(1)), Need.now("SEE", UUID.randomUUID(), NOW));

        assertThat(plan.now()).containsExactly(owed);
        assertThat(plan.nextLookAt()).isNull();
    }

    private static CareTaskPlan plan(boolean inCare, Need... needs) {
        return CareTaskPlan.of(List.of(needs), inCare, NOW, (kind, end) -> end.minus(Duration.ofDays(30)));
    }

    private static Need lapse(Duration from) {
        return Need.lapse("RENEW_CONSENT", UUID.randomUUID(), NOW.plus(from));
    }
}
