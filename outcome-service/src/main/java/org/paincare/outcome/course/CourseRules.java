package org.paincare.outcome.course;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.util.List;
import org.paincare.outcome.response.ResponseClass;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.outcome.rules.RuleRef;

/** Numbers of the course; windows are complete ones, per cents are of the baseline value. */
public record CourseRules(
        String version,
        String mark,
        List<String> sources,
        ResponseClass responseClass,
        ResponseClass strongClass,
        int sustainedWindows,
        int relapsePercentOfBaseline,
        int relapseWindows,
        int relapseAtOncePercentOfBaseline,
        int nonResponseWindows,
        int nonResponseSessions) {

    public CourseRules {
        sources = List.copyOf(sources);
        need(strongClass.reaches(responseClass), "the strong class is at least the response class");
        need(responseClass.reaches(ResponseClass.R30), "a response is at least R30");
        need(sustainedWindows >= 2 && relapseWindows >= 2, "a series has at least two windows");
        need(relapsePercentOfBaseline > 0, "relapsePercentOfBaseline is positive");
        need(
                relapseAtOncePercentOfBaseline >= relapsePercentOfBaseline,
                "one window needs at least as much as two to be a relapse");
        need(nonResponseWindows >= 1 && nonResponseSessions >= 1, "non-response needs time or sessions");
    }

    public static CourseRules shipped() {
        return RuleFiles.shipped(CourseRules.class, "course-1.json");
    }

    public RuleRef ref() {
        return new RuleRef("course", version);
    }
}
