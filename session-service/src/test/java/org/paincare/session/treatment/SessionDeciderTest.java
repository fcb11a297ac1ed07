package org.paincare.session.treatment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paincare.session.treatment.Contexts.NURSE;
import static org.paincare.session.treatment.Contexts.SECOND;
import static org.paincare.session.treatment.Contexts.inOrder;
import static org.paincare.session.treatment.Contexts.nothing;
import static org.paincare.session.treatment.Contexts.with;
import static org.paincare.session.treatment.SessionState.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Waiver;
import org.paincare.session.treatment.SessionContext.Charting;
import org.paincare.session.treatment.SessionContext.Eligibility;
import org.paincare.session.treatment.SessionContext.Infusion;
import org.paincare.session.treatment.SessionContext.Order;
import org.paincare.session.treatment.SessionContext.Papers;
import org.paincare.session.treatment.SessionContext.PumpCheck;

class SessionDeciderTest {

    private final SessionDecider decider = SessionDecider.builtIn();

    @Test
    void a_session_goes_from_plan_to_closed() {
        var path = List.of(
                Command.SCHEDULE,
                Command.CHECK_IN,
                Command.BEGIN_PRECHECK,
                Command.MAKE_READY,
                Command.START,
                Command.PAUSE,
                Command.RESUME,
                Command.COMPLETE,
                Command.BEGIN_RECOVERY,
                Command.MAKE_DISCHARGE_READY,
                Command.RETURN_TO_RECOVERY,
                Command.MAKE_DISCHARGE_READY,
                Command.DISCHARGE,
                Command.CLOSE);
        var states = new ArrayList<SessionState>();
        var state = PLANNED;
        for (Command command : path) {
            state = moved(state, command, inOrder()).to();
            states.add(state);
        }

        assertThat(states)
                .containsExactly(
                        SCHEDULED,
                        CHECKED_IN,
                        PRECHECK,
                        READY,
                        INFUSING,
                        PAUSED,
                        INFUSING,
                        COMPLETED_INFUSION,
                        RECOVERY,
                        DISCHARGE_READY,
                        RECOVERY,
                        DISCHARGE_READY,
                        DISCHARGED,
                        CLOSED);
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void every_state_answers_every_command(SessionState state) {
        for (Command command : Command.values()) {
            var edge = TransitionTable.find(state, command);

            var inOrder = decider.decide(state, command, inOrder());

            if (edge.isPresent()) {
                assertThat(inOrder)
                        .as("%s %s", state, command)
                        .isInstanceOfSatisfying(Decision.Transition.class, transition -> {
                            assertThat(transition.to()).isEqualTo(edge.get().to());
                            assertThat(transition.events()).isEqualTo(edge.get().events());
                            assertThat(transition.owed()).isEmpty();
                        });
            } else {
                assertThat(refused(state, command, inOrder()).code())
                        .isEqualTo(Decision.Refusal.Code.STATE_DOES_NOT_ALLOW);
            }
        }
    }

    @Test
    void with_nothing_in_order_every_guarded_command_is_refused_but_the_never_refused() {
        for (Edge edge : TransitionTable.edges()) {
            var decision = decider.decide(edge.from(), edge.command(), nothing());

            if (edge.guards().isEmpty() || edge.command().isNeverRefused()) {
                assertThat(decision).as("%s", edge).isInstanceOf(Decision.Transition.class);
            } else {
                assertThat(decision).as("%s", edge).isInstanceOf(Decision.Refusal.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Command.class,
            names = {
                "STOP",
                "PAUSE",
                "DECREASE_RATE",
                "TRANSFER",
                "ACKNOWLEDGE_ALARM",
                "GIVE_OXYGEN",
                "GIVE_RESCUE_DRUG"
            })
    void what_saves_the_patient_is_never_refused_while_the_drug_runs_and_leaves_its_paperwork_owed(Command command) {
        var transition = moved(INFUSING, command, nothing());

        assertThat(transition.from()).isEqualTo(INFUSING);
        assertThat(transition.owed())
                .extracting(Blocked::code)
                .containsExactlyElementsOf(command == Command.ACKNOWLEDGE_ALARM ? List.of() : List.of("REASON_GIVEN"));
    }

    @Test
    void a_start_names_every_open_rule() {
        var refusal = refused(READY, Command.START, nothing());

        assertThat(refusal.code()).isEqualTo(Decision.Refusal.Code.GUARD_REFUSES);
        assertThat(refusal.blockedBy())
                .extracting(Blocked::ruleId)
                .contains("TEST-1", "E47", "E11", "CONSENT_WITHDRAWN", "STANDING", "REF-3.1", "REF-0.1.9");
        assertThat(refusal.blockedBy()).allSatisfy(blocked -> {
            assertThat(blocked.message().es()).isNotBlank();
            assertThat(blocked.message().en()).isNotBlank();
        });
    }

    @Test
    void an_order_edited_after_signing_does_not_start() {
        var edited = with(inOrder(), parts -> {
            parts.order = new Order("aa".repeat(32), "bb".repeat(32), List.of(), false, true, true, false);
            return parts;
        });

        assertThat(codes(READY, Command.START, edited)).containsExactly("ORDER_UNCHANGED");
    }

    @Test
    void the_pump_is_checked_by_somebody_else() {
        var alone = with(inOrder(), parts -> {
            parts.pumpCheck = new PumpCheck(NURSE, NURSE);
            return parts;
        });

        assertThat(codes(READY, Command.START, alone)).containsExactly("PUMP_CHECKED_BY_SECOND_PERSON");
    }

    @Test
    void with_patient_service_down_a_prescriber_may_start_on_the_local_copy_but_never_past_a_stop_fact() {
        var down = with(inOrder(), parts -> {
            parts.eligibility = new Eligibility(true, List.of(), List.of(), false);
            return parts;
        });
        var withReason = waived(down, "STANDING", Role.PRESCRIBER);
        var byNurse = waived(down, "STANDING", Role.NURSE);
        var withdrawn = with(withReason, parts -> {
            parts.eligibility = new Eligibility(true, List.of(), List.of(Contexts.rule("CONSENT_WITHDRAWN")), false);
            return parts;
        });

        assertThat(codes(READY, Command.START, down)).containsExactly("STANDING_FROM_PATIENT_SERVICE");
        assertThat(codes(READY, Command.START, byNurse)).containsExactly("STANDING_FROM_PATIENT_SERVICE");
        assertThat(moved(READY, Command.START, withReason).waived()).hasSize(1);
        assertThat(codes(READY, Command.START, waived(withdrawn, "CONSENT_WITHDRAWN", Role.PRESCRIBER)))
                .contains("NO_STOP_FACT");
    }

    @Test
    void after_a_critical_pause_only_a_prescriber_lets_it_go_on() {
        var critical = with(inOrder(), parts -> {
            parts.infusion = new Infusion(true, false, false, true, true, false);
            return parts;
        });
        var ordered = with(inOrder(), parts -> {
            parts.infusion = new Infusion(true, false, false, true, true, true);
            return parts;
        });

        assertThat(codes(PAUSED, Command.RESUME, critical)).containsExactly("RESUME_ORDERED_BY_PRESCRIBER");
        assertThat(moved(PAUSED, Command.RESUME, ordered).to()).isEqualTo(INFUSING);
    }

    @Test
    void leaving_takes_a_signature_or_two_witnesses() {
        var one = papers(new Papers(true, false, false, 1));
        var two = papers(new Papers(true, false, false, 2));

        assertThat(codes(RECOVERY, Command.LEAVE_AGAINST_ADVICE, one)).containsExactly("REFUSAL_SIGNED_OR_WITNESSED");
        assertThat(moved(RECOVERY, Command.LEAVE_AGAINST_ADVICE, two).to()).isEqualTo(LEFT_AGAINST_ADVICE);
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionState.class,
            names = {"DISCHARGED", "TRANSFERRED", "LEFT_AGAINST_ADVICE", "DIED", "CANCELLED", "ABORTED_PRECHECK"})
    void no_end_closes_with_drug_unaccounted_for_not_even_charted_afterwards(SessionState end) {
        var unbalanced = with(inOrder(), parts -> {
            parts.reconciliation = List.of(Contexts.OPEN);
            parts.charting = new Charting.Late(NURSE, SECOND);
            return parts;
        });

        assertThat(codes(end, Command.CLOSE, unbalanced)).containsExactly("OPEN");
    }

    @Test
    void a_session_charted_afterwards_passes_the_same_guards_as_warnings() {
        var late = with(nothing(), parts -> {
            parts.charting = new Charting.Late(NURSE, SECOND);
            return parts;
        });

        var start = moved(READY, Command.START, late);

        assertThat(start.warnings()).extracting(Blocked::code).contains("ELIGIBLE", "ORDER_SIGNED", "OPEN");
        assertThatThrownBy(() -> new Charting.Late(NURSE, NURSE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allowed_commands_show_what_blocks_them() {
        var allowed = decider.allowedCommands(READY, nothing());

        assertThat(allowed)
                .extracting(SessionDecider.Allowed::command)
                .containsExactly(
                        Command.START,
                        Command.TRANSFER,
                        Command.LEAVE_AGAINST_ADVICE,
                        Command.RECORD_DEATH,
                        Command.CANCEL,
                        Command.ABORT_PRECHECK,
                        Command.ACKNOWLEDGE_ALARM,
                        Command.GIVE_OXYGEN,
                        Command.GIVE_RESCUE_DRUG);
        assertThat(allowed)
                .filteredOn(one -> one.command() == Command.START)
                .singleElement()
                .satisfies(start -> {
                    assertThat(start.enabled()).isFalse();
                    assertThat(start.blockedBy()).isNotEmpty();
                });
        assertThat(allowed)
                .filteredOn(one -> one.command() == Command.TRANSFER)
                .allMatch(SessionDecider.Allowed::enabled);
        assertThat(decider.allowedCommands(CLOSED, inOrder())).isEmpty();
    }

    private SessionContext papers(Papers papers) {
        return with(inOrder(), parts -> {
            parts.papers = papers;
            return parts;
        });
    }

    private static SessionContext waived(SessionContext context, String ruleId, Role by) {
        return with(context, parts -> {
            parts.waivers = List.of(
                    new Waiver(ruleId, by, UUID.randomUUID(), "seen in person", Instant.parse("2026-03-02T14:00:00Z")));
            return parts;
        });
    }

    private Decision.Transition moved(SessionState state, Command command, SessionContext context) {
        return (Decision.Transition) decider.decide(state, command, context);
    }

    private Decision.Refusal refused(SessionState state, Command command, SessionContext context) {
        return (Decision.Refusal) decider.decide(state, command, context);
    }

    private List<String> codes(SessionState state, Command command, SessionContext context) {
        return refused(state, command, context).blockedBy().stream()
                .map(Blocked::code)
                .toList();
    }
}
