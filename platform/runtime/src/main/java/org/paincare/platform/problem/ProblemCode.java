package org.paincare.platform.problem;

import java.util.Locale;
import org.paincare.platform.Text;

/**
 * A stable code that clients may build on. Implemented by one enum per service and one of the platform; the enum
 * constant's name is the code. Once released a code keeps its meaning and its status.
 */
public interface ProblemCode {

    /** The code: UPPER_SNAKE. */
    String name();

    /** The HTTP status it answers with. */
    int status();

    Text title();

    /** The URI that names this kind of problem (RFC 9457 3.1.1). */
    default String type() {
        return "https://paincare.org/problems/"
                + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
