package org.paincare.session.treatment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paincare.session.reference.Blocked;

/** Every step of every state against every guard: what is open refuses it by its name, and nothing else does. */
class GuardMatrixTest {

    /** Guards that name each open point themselves. */
    private static final Set<Guard> NAME_POINTS = EnumSet.of(
            Guard.PRECHECK_COMPLETE,
            Guard.ORDER_WITHIN_LIMITS,
            Guard.DOSE_CHANGE_AUTHORISED,
            Guard.RECOVERED,
            Guard.DISCHARGE_GATE,
            Guard.DRUG_RECONCILED);

    private static final Guards GUARDS = Guards.builtIn();

    private final SessionDecider decider = SessionDecider.builtIn();

    static Stream<Edge> edges() {
        return TransitionTable.edges().stream();
    }

    @ParameterizedTest
    @MethodSource("edges")
    void one_open_guard_refuses_exactly_the_steps_that_ask_for_it(Edge edge) {
        for (Guard guard : Guard.values()) {
            var decision = decider.decide(edge.from(), edge.command(), Contexts.allBut(guard));

            var asked = edge.guards().contains(guard);
            switch (decision) {
                case Decision.Refusal refusal -> {
                    assertThat(asked).as("%s refused for %s", edge, guard).isTrue();
                    assertThat(edge.command().isNeverRefused())
                            .as("%s refused for %s", edge, guard)
                            .isFalse();
                    assertThat(refusal.code()).isEqualTo(Decision.Refusal.Code.GUARD_REFUSES);
                    assertThat(refusal.blockedBy()).extracting(Blocked::code).containsExactly(code(guard));
                }
                case Decision.Transition transition -> {
                    assertThat(asked && !edge.command().isNeverRefused())
                            .as("%s passes without %s", edge, guard)
                            .isFalse();
                    assertThat(transition.owed())
                            .extracting(Blocked::code)
                            .containsExactlyElementsOf(asked ? List.of(code(guard)) : List.of());
                    assertThat(transition.to()).isEqualTo(edge.to());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void every_guard_is_asked_somewhere_and_names_rule_words_and_source(Guard guard) {
        var edge = TransitionTable.edges().stream()
                .filter(one -> one.guards().contains(guard))
                .findFirst()
                .orElseThrow();

        var open = GUARDS.judge(guard, Contexts.allBut(guard));

        assertThat(edge).isNotNull();
        assertThat(open).hasSize(1);
        assertThat(open.getFirst().ruleId()).isNotBlank();
        assertThat(open.getFirst().message().en()).isNotBlank();
        assertThat(open.getFirst().source()).isNotNull();
    }

    @Test
    void no_state_knows_a_command_that_is_in_no_edge_of_it() {
        for (SessionState state : SessionState.values()) {
            for (Command command : Command.values()) {
                var known = TransitionTable.find(state, command).isPresent();
                var decision = decider.decide(state, command, Contexts.inOrder());
                assertThat(decision instanceof Decision.Transition)
                        .as("%s in %s", command, state)
                        .isEqualTo(known);
            }
        }
    }

    private static String code(Guard guard) {
        return NAME_POINTS.contains(guard) ? "OPEN" : guard.name();
    }
}
