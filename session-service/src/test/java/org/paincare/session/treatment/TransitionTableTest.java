package org.paincare.session.treatment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.session.treatment.SessionState.*;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class TransitionTableTest {

    @Test
    void the_ends_are_reachable_from_exactly_the_states_of_the_reference() {
        assertThat(from(Command.MARK_NO_SHOW)).containsExactly(SCHEDULED);
        assertThat(from(Command.LEAVE_AGAINST_ADVICE)).isEqualTo(EnumSet.range(CHECKED_IN, DISCHARGE_READY));
        assertThat(from(Command.RECORD_DEATH)).isEqualTo(EnumSet.range(CHECKED_IN, DISCHARGED));
        assertThat(from(Command.TRANSFER)).isEqualTo(EnumSet.range(CHECKED_IN, DISCHARGED));
        assertThat(from(Command.CANCEL)).isEqualTo(EnumSet.range(PLANNED, READY));
        assertThat(from(Command.CLOSE))
                .containsExactlyInAnyOrder(
                        CHECKED_IN,
                        PRECHECK,
                        DISCHARGED,
                        TRANSFERRED,
                        LEFT_AGAINST_ADVICE,
                        DIED,
                        CANCELLED,
                        ABORTED_PRECHECK);
    }

    @Test
    void every_state_is_reached_and_only_final_states_are_left_by_nothing() {
        for (SessionState state : SessionState.values()) {
            assertThat(state == PLANNED
                            || TransitionTable.edges().stream().anyMatch(edge -> edge.to() == state && !edge.stays()))
                    .as("%s is reached", state)
                    .isTrue();
            assertThat(TransitionTable.from(state).isEmpty()).as("%s", state).isEqualTo(state.isFinal());
        }
    }

    private EnumSet<SessionState> from(Command command) {
        var states = EnumSet.noneOf(SessionState.class);
        TransitionTable.edges().stream()
                .filter(edge -> edge.command() == command)
                .forEach(edge -> states.add(edge.from()));
        return states;
    }
}
