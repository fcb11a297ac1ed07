package org.paincare.outcome.course;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.response.Response;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.rules.Explanations;
import org.paincare.outcome.window.Window;
import org.paincare.platform.scoring.Fraction;

/** Walks the closed windows oldest first. A window without a classified response changes nothing it could decide. */
final class CourseFold {

    private final CourseFacts facts;
    private final CourseRules rules;
    private final List<Course.Transition> transitions = new ArrayList<>();

    private CourseState state = CourseState.ONSET_PENDING;
    private int responding;
    private int strong;
    private int relapsing;
    private boolean strongSustained;
    private boolean completeAfterSeries;
    private @Nullable LocalDate lastGood;
    private @Nullable Window relapseBegan;

    CourseFold(CourseFacts facts, CourseRules rules) {
        this.facts = facts;
        this.rules = rules;
    }

    void next(Window window, Response response) {
        if (state.ended()) {
            return;
        }
        if (response instanceof Response.Classified classified) {
            count(window, classified);
        }
        Optional<CourseState.Event> event = switch (state) {
            case ONSET_PENDING -> onset(window);
            case RESPONSE -> relapse(response).or(this::sustained);
            case SUSTAINED -> relapse(response);
            case RELAPSE, NON_RESPONSE -> Optional.empty();
        };
        event.ifPresent(happened -> move(window, happened, response));
    }

    private void count(Window window, Response.Classified response) {
        responding = response.responseClass().reaches(rules.responseClass()) ? responding + 1 : 0;
        strong = response.responseClass().reaches(rules.strongClass()) ? strong + 1 : 0;
        strongSustained |= strong >= rules.sustainedWindows();
        if (ofBaseline(response, rules.relapsePercentOfBaseline())) {
            relapsing++;
            relapseBegan = relapseBegan == null ? window : relapseBegan;
        } else {
            relapsing = 0;
            relapseBegan = null;
            lastGood = window.to();
        }
        LocalDate end = facts.seriesEnd();
        completeAfterSeries |= end != null && window.from().isAfter(end);
    }

    private static boolean ofBaseline(Response.Classified response, int percent) {
        return response.current().times(100).atLeast(response.baseline().times(percent));
    }

    private Optional<CourseState.Event> onset(Window window) {
        if (responding > 0) {
            relapsing = 0;
            relapseBegan = null;
            return Optional.of(CourseState.Event.FIRST_RESPONSE);
        }
        boolean longEnough = window.index() >= rules.nonResponseWindows()
                || facts.treatmentDays().headSet(window.to(), true).size() >= rules.nonResponseSessions();
        return longEnough && completeAfterSeries ? Optional.of(CourseState.Event.NO_RESPONSE) : Optional.empty();
    }

    private Optional<CourseState.Event> sustained() {
        return responding >= rules.sustainedWindows()
                ? Optional.of(CourseState.Event.RESPONSE_SUSTAINED)
                : Optional.empty();
    }

    private Optional<CourseState.Event> relapse(Response response) {
        if (response instanceof Response.Classified classified
                && ofBaseline(classified, rules.relapseAtOncePercentOfBaseline())) {
            return Optional.of(CourseState.Event.RELAPSED_AT_ONCE);
        }
        return relapsing >= rules.relapseWindows()
                ? Optional.of(CourseState.Event.RELAPSED_OVER_WINDOWS)
                : Optional.empty();
    }

    private void move(Window window, CourseState.Event event, Response response) {
        CourseState to = state.after(event).orElseThrow();
        transitions.add(new Course.Transition(
                state, event, to, window.index(), window.to(), explain("COURSE_" + event.name(), window, response)));
        state = to;
    }

    Course finish(@Nullable Window baseline, List<Window> windows, List<Response> responses) {
        Explanation why = transitions.isEmpty()
                ? explain("COURSE_ONSET_PENDING", null, null)
                : transitions.getLast().explanation();
        return new Course(baseline, windows, responses, state, transitions, strongSustained, timeToRelapse(), why);
    }

    /** Only a course that responded can relapse. */
    private @Nullable TimeToRelapse timeToRelapse() {
        boolean responded = transitions.stream().anyMatch(step -> step.to() == CourseState.RESPONSE);
        LocalDate good = lastGood;
        if (!responded || good == null) {
            return null;
        }
        LocalDate until = state == CourseState.RELAPSE
                ? Objects.requireNonNull(relapseBegan).to()
                : null;
        LocalDate session = facts.treatmentDays().floor(until == null ? facts.today() : until);
        if (session == null) {
            return null;
        }
        long after = Math.max(0, ChronoUnit.DAYS.between(session, good));
        return new TimeToRelapse(session, after, until == null ? null : ChronoUnit.DAYS.between(session, until));
    }

    private Explanation explain(String code, @Nullable Window window, @Nullable Response response) {
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put("measure", facts.primary().name());
        numbers.put("window", window == null ? "-" : Integer.toString(window.index()));
        numbers.put("to", window == null ? "-" : window.to().toString());
        boolean known = response instanceof Response.Classified;
        Fraction none = Fraction.ZERO;
        Fraction baseline = response instanceof Response.Classified one ? one.baseline() : none;
        Fraction current = response instanceof Response.Classified one ? one.current() : none;
        numbers.put("baseline", known ? baseline.rounded(1).toPlainString() : "-");
        numbers.put("current", known ? current.rounded(1).toPlainString() : "-");
        numbers.put("responding", Integer.toString(responding));
        numbers.put("sessions", Integer.toString(facts.treatmentDays().size()));
        numbers.put("sustainedWindows", Integer.toString(rules.sustainedWindows()));
        numbers.put("relapsePercent", Integer.toString(rules.relapsePercentOfBaseline()));
        numbers.put("relapseWindows", Integer.toString(rules.relapseWindows()));
        numbers.put("atOncePercent", Integer.toString(rules.relapseAtOncePercentOfBaseline()));
        return Explanations.explain(code, numbers, rules.ref());
    }
}
