package org.paincare.outcome.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.course.CourseState;

class PacingProposalTest {

    private static final PacingRules RULES = PacingRules.shipped();

    @Test
    void aToleratedSessionWithLittleReliefMayBeRaisedAndOneWithReliefIsHeld() {
        assertThat(kind(session(8, 7, 0))).isEqualTo(PacingProposal.Kind.RAISE_AT_MOST);
        assertThat(kind(session(10, 7, 0))).isEqualTo(PacingProposal.Kind.HOLD_DOSE);
        assertThat(kind(new PacingFacts.SessionFacts("s", 8, 7, 0, true))).isEqualTo(PacingProposal.Kind.HOLD_DOSE);
    }

    @Test
    void adverseEventsLowerSuspendOrTerminateWhateverTheRelief() {
        assertThat(kind(session(8, 2, 2))).isEqualTo(PacingProposal.Kind.LOWER_DOSE);
        assertThat(kind(session(8, 2, 3))).isEqualTo(PacingProposal.Kind.SUSPEND);
        assertThat(kind(session(8, 2, 4))).isEqualTo(PacingProposal.Kind.TERMINATE);
    }

    @Test
    void threeSessionsWithoutAThirdOrTwoPointsAreFutile() {
        assertThat(kind(session(8, 7, 0), session(8, 7, 0), session(8, 7, 0)))
                .isEqualTo(PacingProposal.Kind.STOP_FUTILITY);
        assertThat(kind(session(8, 6, 0), session(8, 7, 0), session(8, 7, 0)))
                .isEqualTo(PacingProposal.Kind.RAISE_AT_MOST);
        assertThat(kind(session(8, 7, 0), session(8, 7, 0))).isEqualTo(PacingProposal.Kind.RAISE_AT_MOST);
    }

    @Test
    void aResponderComesLessOftenAndNeverMoreOften() {
        assertThat(proposal(CourseState.RESPONSE, false, 1)).satisfies(proposal -> {
            assertThat(proposal.kind()).isEqualTo(PacingProposal.Kind.WIDEN_INTERVAL);
            assertThat(proposal.intervalWeeks()).isEqualTo(2);
        });
        assertThat(proposal(CourseState.SUSTAINED, true, 3)).satisfies(proposal -> {
            assertThat(proposal.kind()).isEqualTo(PacingProposal.Kind.MAINTENANCE);
            assertThat(proposal.intervalWeeks()).isEqualTo(4);
        });
        assertThat(proposal(CourseState.SUSTAINED, true, 8).intervalWeeks()).isNull();
    }

    @Test
    void sensitisationAndEarlierEventsHoldARaiseBackAndAreShown() {
        var sensitised = new PacingFacts(
                List.of(session(8, 7, 0)),
                CourseState.ONSET_PENDING,
                false,
                1,
                "EXTREME",
                "SEVERE",
                4,
                List.of("PTSD"),
                List.of("NAUS"));

        var proposal = PacingProposal.of(sensitised, RULES).orElseThrow();

        assertThat(proposal.kind()).isEqualTo(PacingProposal.Kind.HOLD_DOSE);
        assertThat(proposal.heldBackBy()).containsExactly("CSI_EXTREME", "ALLODYNIA_SEVERE");
        assertThat(proposal.explanation().en()).contains("EXTREME", "PTSD", "NAUS", "failed classes 4");
        assertThat(kind(session(8, 7, 2), session(8, 7, 0))).isEqualTo(PacingProposal.Kind.HOLD_DOSE);
    }

    @Test
    void withoutPainTakenNothingIsProposed() {
        assertThat(PacingProposal.of(facts(CourseState.ONSET_PENDING, List.of(session(null, 3, 0))), RULES))
                .isEmpty();
        assertThat(PacingProposal.of(facts(CourseState.ONSET_PENDING, List.of()), RULES))
                .isEmpty();
        assertThat(PacingProposal.of(facts(CourseState.RELAPSE, List.of(session(8, 7, 0))), RULES))
                .isEmpty();
    }

    @Property
    void noProposalRaisesByMoreThanTheRuleOrAfterAnEventOfGradeTwo(
            @ForAll @IntRange(max = 10) int before,
            @ForAll @IntRange(max = 10) int after,
            @ForAll @IntRange(max = 5) int grade,
            @ForAll CourseState course) {
        var proposal = PacingProposal.of(facts(course, List.of(session(before, after, grade))), RULES);

        proposal.filter(one -> one.kind() == PacingProposal.Kind.RAISE_AT_MOST).ifPresent(raise -> {
            assertThat(raise.percent()).isBetween(1, 25);
            assertThat(grade).isLessThan(2);
        });
    }

    private static PacingFacts.SessionFacts session(@Nullable Integer before, @Nullable Integer after, int grade) {
        return new PacingFacts.SessionFacts("s", before, after, grade, false);
    }

    private static PacingFacts facts(CourseState course, List<PacingFacts.SessionFacts> sessions) {
        return new PacingFacts(sessions, course, false, 1, null, null, 0, List.of(), List.of());
    }

    private static PacingProposal.Kind kind(PacingFacts.SessionFacts... sessions) {
        return PacingProposal.of(facts(CourseState.ONSET_PENDING, new ArrayList<>(List.of(sessions))), RULES)
                .orElseThrow()
                .kind();
    }

    private static PacingProposal proposal(CourseState course, boolean ended, int weeks) {
        return PacingProposal.of(
                        new PacingFacts(
                                List.of(session(8, 4, 0)), course, ended, weeks, null, null, 0, List.of(), List.of()),
                        RULES)
                .orElseThrow();
    }
}
