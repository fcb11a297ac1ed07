package org.paincare.session.adverse;

import static org.paincare.session.reference.DataFiles.require;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;

/**
 * One entry of the adverse-event catalogue.
 *
 * @param lowestGrade an event of this kind is never less
 * @param gradeRules figures that grade it; without them, or without figures, a person grades
 * @param actions proposed from a grade on; the entry with the highest grade reached counts
 */
public record EventKind(
        String code,
        Text name,
        @Nullable Grade lowestGrade,
        List<GradeRule> gradeRules,
        Map<Grade, Set<Action>> actions,
        Source source) {

    /** What the staff is asked to do; nothing happens by itself but tasks and holds of the plan. */
    public enum Action {
        OBSERVE,
        COACH,
        SLOW_INFUSION,
        REDUCE_RATE_25_TO_50_PERCENT,
        REDUCE_RATE_50_PERCENT,
        PAUSE,
        RECHECK_IN_5_MINUTES,
        TREAT,
        STOP,
        STOP_LINE,
        AIRWAY,
        FLUIDS,
        ADRENALINE,
        ANTIEMETIC,
        RESCUE_DRUG,
        FALL_PRECAUTIONS,
        CALL_CLINICIAN,
        TRANSFER,
        SAFETY_PATHWAY,
        NO_DISCHARGE_ALONE,
        LABORATORY,
        BLOCK_SERIES_UNTIL_CLEARED,
        HOLD_PLAN,
        REVIEW_PLAN
    }

    public EventKind {
        gradeRules = List.copyOf(gradeRules);
        require(code.matches("[A-Z]{3,8}"), "an event code looks like HTN, not " + code);
        require(!actions.isEmpty(), code + ": no default action");
        actions = new EnumMap<>(actions);
    }

    /** What is proposed at a grade; empty below the first entry. */
    public Set<Action> actionsAt(Grade grade) {
        Set<Action> proposed = EnumSet.noneOf(Action.class);
        for (var entry : actions.entrySet()) {
            if (grade.isAtLeast(entry.getKey())) {
                proposed = entry.getValue();
            }
        }
        return Set.copyOf(proposed);
    }
}
