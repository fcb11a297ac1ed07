package org.paincare.outcome;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.web.Rfc3339;

/** Days in paths and queries. */
public final class Days {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private Days() {}

    /**
     * A calendar day that exists, {@code YYYY-MM-DD}, years 1900 to 2200.
     *
     * @throws Problem MALFORMED_PARAMETER, also for 30 February
     */
    public static LocalDate parse(String parameter, @Nullable String text) {
        return (text == null ? java.util.Optional.<LocalDate>empty() : Rfc3339.parseDay(text))
                .filter(day -> day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR)
                .orElseThrow(() -> Problem.of(
                        PlatformProblem.MALFORMED_PARAMETER,
                        new Violation(
                                parameter,
                                "NOT_A_DAY",
                                new Text("A day is written YYYY-MM-DD", "Un día se escribe AAAA-MM-DD"))));
    }
}
