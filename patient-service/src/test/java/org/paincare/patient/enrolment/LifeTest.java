package org.paincare.patient.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.patient.enrolment.State.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An enrolment's life, day by day; day 0 is the referral. */
class LifeTest {

    private static final Instant REFERRAL = Instant.parse("2026-01-12T14:00:00Z");
    private static final Map<State, Duration> DEADLINES = new LifeRules().deadlines();

    private final List<Life.Entry> happened = new ArrayList<>();

    @Test
    void fromReferralToMaintenanceAndCompletion() {
        on(0, Trigger.REFERRED);
        on(1, Trigger.SCREENING_STARTED);
        on(10, Trigger.FOUND_ELIGIBLE);
        on(12, Trigger.PLAN_ACTIVATED);
        on(14, Trigger.FIRST_SESSION);
        on(60, Trigger.MAINTENANCE_DUE);
        on(300, Trigger.COMPLETED);

        assertThat(states()).containsExactly(REFERRED, SCREENING, ELIGIBLE, INDUCTION, MAINTENANCE, COMPLETED);
        assertThat(life().eligibleAt()).isEqualTo(day(10));
    }

    @Test
    void theStateIsTheSameWhateverOrderEventsAreHeardIn() {
        on(0, Trigger.REFERRED);
        on(1, Trigger.SCREENING_STARTED);
        on(10, Trigger.FOUND_ELIGIBLE);
        on(12, Trigger.PLAN_ACTIVATED);
        on(60, Trigger.MAINTENANCE_DUE);
        on(70, Trigger.REVIEW_PAUSED);
        on(80, Trigger.RESUMED);
        on(85, Trigger.PLAN_HALTED);
        on(90, Trigger.PLAN_ACTIVATED);
        on(95, Trigger.PLAN_FUTILE);
        on(120, Trigger.RE_REFERRED);
        on(121, Trigger.MAINTENANCE_DUE);
        var inOrder = life();
        long seed = System.nanoTime();
        var random = new Random(seed);

        for (int i = 0; i < 500; i++) {
            Collections.shuffle(happened, random);
            assertThat(life()).as("seed %d round %d", seed, i).isEqualTo(inOrder);
        }
        assertThat(inOrder.state()).isEqualTo(REFERRED);
    }

    @Test
    void aResponseHeardDuringAPauseIsWhereTheResumptionLeads() {
        inInduction();
        on(30, Trigger.PAUSED);
        on(31, Trigger.MAINTENANCE_DUE);
        on(40, Trigger.RESUMED);

        assertThat(life().state()).isEqualTo(MAINTENANCE);
    }

    @Test
    void aPauseEndsWhereItBegan() {
        inInduction();
        on(30, Trigger.PAUSED);
        assertThat(life().state()).isEqualTo(PAUSED);

        on(40, Trigger.RESUMED);

        assertThat(life().state()).isEqualTo(INDUCTION);
    }

    @Test
    void anEventFromBeforeAReReferralDoesNotMoveTheNewBeginning() {
        inInduction();
        on(40, Trigger.WITHDRAWN);
        on(50, Trigger.RE_REFERRED);
        on(51, Trigger.SCREENING_STARTED);
        on(52, Trigger.FOUND_ELIGIBLE);

        on(45, Trigger.PLAN_ACTIVATED);

        assertThat(life().state()).isEqualTo(ELIGIBLE);
        assertThat(life().eligibleAt()).isEqualTo(day(52));
    }

    @Test
    void whatIsHeardBeforeTheReferralBeginsNothing() {
        on(0, Trigger.PLAN_ACTIVATED);

        assertThat(Life.of(happened, DEADLINES)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"INELIGIBLE", "DECLINED", "LOST_TO_FOLLOW_UP", "COMPLETED", "WITHDRAWN"})
    void everyEndButDeathMayBeReferredAnew(State end) {
        assertThat(Edge.find(end, Trigger.RE_REFERRED, INDUCTION)).map(Edge::to).contains(REFERRED);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void deathEndsEverythingAndNothingFollowsIt(State state) {
        assertThat(Edge.find(state, Trigger.DIED, INDUCTION).isPresent()).isEqualTo(state != DECEASED);
        assertThat(Edge.TABLE).noneMatch(edge -> edge.from() == DECEASED);
    }

    @Test
    void aDeathThatComesToLightLateEndsAllTheSame() {
        inInduction();
        on(40, Trigger.PAUSED);

        on(-3, Trigger.DIED);

        assertThat(life().state()).isEqualTo(DECEASED);
        assertThat(life().lastMove().at()).isEqualTo(day(-3));
    }

    @Test
    void aDeathRecordedByMistakeLeavesTheEnrolmentWhereItWouldBeWithoutIt() {
        inInduction();
        on(30, Trigger.DIED);
        on(33, Trigger.DEATH_CORRECTED);

        assertThat(states()).endsWith(INDUCTION, DECEASED, INDUCTION);
        assertThat(life().lastMove().reason()).isEqualTo("DEATH_CORRECTED");
        assertThat(life().since()).isEqualTo(day(33));
        on(31, Trigger.PLAN_HALTED);
        assertThat(life().state()).as("heard late, of a time before").isEqualTo(PAUSED);

        on(32, Trigger.DIED);
        assertThat(life().state()).as("a true death after all").isEqualTo(DECEASED);
        on(50, Trigger.DEATH_CORRECTED);
        on(51, Trigger.RESUMED);
        assertThat(life().state()).isEqualTo(INDUCTION);
    }

    @Test
    void whoWaitedWhileBelievedDeadWaitsAnew() {
        on(0, Trigger.REFERRED);
        on(5, Trigger.DIED);
        on(40, Trigger.DEATH_CORRECTED);
        on(41, Trigger.REFERRAL_AGED);
        assertThat(life().state()).isEqualTo(REFERRED);

        on(70, Trigger.REFERRAL_AGED);

        assertThat(life().state()).isEqualTo(LOST_TO_FOLLOW_UP);
    }

    @Test
    void aStateThatWaitsHasADeadlineAndADeadlineCountsOnlyWhereItWasWaitedFor() {
        on(0, Trigger.REFERRED);
        on(1, Trigger.SCREENING_STARTED);
        on(60, Trigger.FOUND_ELIGIBLE);
        on(31, Trigger.REFERRAL_AGED);
        on(100, Trigger.ELIGIBILITY_AGED);
        assertThat(life().state()).isEqualTo(ELIGIBLE);

        on(150, Trigger.ELIGIBILITY_AGED);

        assertThat(life().state()).isEqualTo(SCREENING);
    }

    @Test
    void aPlanHeardLateTakesItsPlaceBeforeADeadline() {
        on(0, Trigger.REFERRED);
        on(1, Trigger.SCREENING_STARTED);
        on(10, Trigger.FOUND_ELIGIBLE);
        on(100, Trigger.ELIGIBILITY_AGED);
        assertThat(life().state()).isEqualTo(SCREENING);

        on(99, Trigger.PLAN_ACTIVATED);

        assertThat(life().state()).isEqualTo(INDUCTION);
    }

    @Test
    void everyStateIsReachedAndEveryTriggerButTheFirstHasAnEdge() {
        var reached = EnumSet.of(REFERRED);
        Edge.TABLE.forEach(edge -> reached.add(edge.to()));

        assertThat(reached).containsExactlyInAnyOrder(State.values());
        assertThat(Arrays.stream(Trigger.values()).filter(t -> t != Trigger.REFERRED))
                .allMatch(trigger -> EnumSet.of(Trigger.MAINTENANCE_DUE, Trigger.DEATH_CORRECTED)
                                .contains(trigger)
                        || Edge.TABLE.stream().anyMatch(edge -> edge.trigger() == trigger));
        assertThat(Edge.TABLE).doesNotHaveDuplicates();
    }

    private void inInduction() {
        on(0, Trigger.REFERRED);
        on(1, Trigger.SCREENING_STARTED);
        on(10, Trigger.FOUND_ELIGIBLE);
        on(12, Trigger.PLAN_ACTIVATED);
    }

    private void on(int day, Trigger trigger) {
        happened.add(new Life.Entry(new UUID(0, happened.size()), trigger, null, day(day)));
    }

    private static Instant day(int day) {
        return REFERRAL.plus(Duration.ofDays(day));
    }

    private Life life() {
        return Life.of(happened, DEADLINES).orElseThrow();
    }

    private Stream<State> states() {
        return life().moves().stream().map(Life.Move::to);
    }
}
