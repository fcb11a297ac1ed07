package org.paincare.session.treatment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;

/** Decides the steps of a session: same state, command and context, same answer. Safe from any thread. */
public final class SessionDecider {

    private final Guards guards;

    public SessionDecider(Guards guards) {
        this.guards = guards;
    }

    public static SessionDecider builtIn() {
        return new SessionDecider(Guards.builtIn());
    }

    /** A command as a screen offers it. */
    public record Allowed(Command command, boolean enabled, List<Blocked> blockedBy) {}

    public Decision decide(SessionState state, Command command, SessionContext context) {
        var found = TransitionTable.find(state, command);
        if (found.isEmpty()) {
            return new Decision.Refusal(
                    Decision.Refusal.Code.STATE_DOES_NOT_ALLOW, state, command, List.of(notFrom(state, command)));
        }
        Edge edge = found.get();
        var owed = new ArrayList<Blocked>();
        var warnings = new ArrayList<Blocked>();
        var waived = new ArrayList<Blocked>();
        var blocked = new ArrayList<Blocked>();
        for (Guard guard : edge.guards()) {
            for (Blocked open : guards.judge(guard, context)) {
                if (isWaived(open, context)) {
                    waived.add(open);
                } else if (command.isNeverRefused()) {
                    owed.add(open);
                } else if (isLate(context) && !guard.bindsLateCharting()) {
                    warnings.add(open);
                } else {
                    blocked.add(open);
                }
            }
        }
        if (!blocked.isEmpty()) {
            return new Decision.Refusal(Decision.Refusal.Code.GUARD_REFUSES, state, command, List.copyOf(blocked));
        }
        return new Decision.Transition(
                state,
                command,
                edge.to(),
                edge.events(),
                List.copyOf(owed),
                List.copyOf(warnings),
                List.copyOf(waived));
    }

    /** Every command the state knows, in the order of the commands, and what blocks it now. */
    public List<Allowed> allowedCommands(SessionState state, SessionContext context) {
        var allowed = new ArrayList<Allowed>();
        for (Command command : Command.values()) {
            if (TransitionTable.find(state, command).isPresent()) {
                allowed.add(
                        switch (decide(state, command, context)) {
                            case Decision.Transition transition -> new Allowed(command, true, List.of());
                            case Decision.Refusal refusal -> new Allowed(command, false, refusal.blockedBy());
                        });
            }
        }
        return List.copyOf(allowed);
    }

    /** A waiver counts if somebody may waive, and the person who did has that role (a head nurse or prescriber where a nurse may). */
    private static boolean isWaived(Blocked open, SessionContext context) {
        if (open.waivableBy() == null) {
            return false;
        }
        return context.waiver(open.ruleId())
                .or(() -> context.waiver(open.code()))
                .filter(waiver -> mayWaive(waiver.by(), open.waivableBy()))
                .isPresent();
    }

    private static boolean mayWaive(Role role, @Nullable Role needed) {
        return role == needed
                || (needed == Role.NURSE && role == Role.HEAD_NURSE)
                || (needed == Role.NURSE && role == Role.PRESCRIBER);
    }

    private static boolean isLate(SessionContext context) {
        return switch (context.charting()) {
            case SessionContext.Charting.Live live -> false;
            case SessionContext.Charting.Late late -> true;
        };
    }

    private static Blocked notFrom(SessionState state, Command command) {
        String possible = TransitionTable.edges().stream()
                .filter(edge -> edge.command() == command)
                .map(edge -> edge.from().name())
                .sorted()
                .collect(Collectors.joining(", "));
        return new Blocked(
                "STATE_DOES_NOT_ALLOW",
                "REF-3.1",
                new Text(
                        command + " no es posible en " + state + "; lo es en: " + possible + ".",
                        command + " is not possible in " + state + "; it is in: " + possible + "."),
                null,
                new Source("REF01; D"));
    }
}
