package org.paincare.outcome.course;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.diary.DiaryRules;
import org.paincare.outcome.response.Response;
import org.paincare.outcome.response.ResponseRules;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.window.Window;
import org.paincare.outcome.window.WindowGrid;
import org.paincare.outcome.window.WindowRules;

/**
 * One course of treatment as its closed windows show it, recomputed from scratch each time: a diary day that arrives late
 * gives the state it would have given in time.
 *
 * @param windows closed treatment windows, oldest first
 * @param responses one for each window
 * @param strongSustained whether the strong class (R50) also held over the windows that make a response sustained
 */
public record Course(
        @Nullable Window baseline,
        List<Window> windows,
        List<Response> responses,
        CourseState state,
        List<Transition> transitions,
        boolean strongSustained,
        @Nullable TimeToRelapse timeToRelapse,
        Explanation explanation) {

    public Course {
        windows = List.copyOf(windows);
        responses = List.copyOf(responses);
        transitions = List.copyOf(transitions);
    }

    /** @param on the last day of the window that showed it */
    public record Transition(
            CourseState from,
            CourseState.Event event,
            CourseState to,
            int window,
            LocalDate on,
            Explanation explanation) {}

    /** The rule files a course is computed with. */
    public record Rules(DiaryRules diary, WindowRules window, ResponseRules response, CourseRules course) {
        public static Rules shipped() {
            return new Rules(
                    DiaryRules.shipped(), WindowRules.shipped(), ResponseRules.shipped(), CourseRules.shipped());
        }
    }

    public Optional<Response> latestResponse() {
        return responses.isEmpty() ? Optional.empty() : Optional.of(responses.getLast());
    }

    /** Before the first session there is no baseline yet: ONSET_PENDING without windows. */
    public static Course of(CourseFacts facts, Rules rules) {
        CourseFold fold = new CourseFold(facts, rules.course());
        Optional<LocalDate> first = facts.firstTreatmentDay();
        if (first.isEmpty()) {
            return fold.finish(null, List.of(), List.of());
        }
        WindowGrid grid = new WindowGrid(first.get(), rules.window().days());
        Window baseline = window(grid.baseline(), facts, rules);
        List<Window> windows = new ArrayList<>();
        List<Response> responses = new ArrayList<>();
        int closed = grid.closedBy(facts.today(), rules.window());
        for (int index = 1; index <= closed; index++) {
            Window window = window(grid.window(index), facts, rules);
            Response response = Response.of(baseline, window, facts.primary(), rules.response());
            windows.add(window);
            responses.add(response);
            fold.next(window, response);
        }
        return fold.finish(baseline, windows, responses);
    }

    private static Window window(WindowGrid.Span span, CourseFacts facts, Rules rules) {
        return Window.of(span, facts.diary(), facts.definition(), rules.diary(), rules.window());
    }
}
