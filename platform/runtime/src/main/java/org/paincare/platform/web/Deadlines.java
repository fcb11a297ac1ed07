package org.paincare.platform.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.paincare.platform.db.Deadline;

/** Takes from the gateway how long it waits for this answer; anything that is no number of milliseconds is nobody's deadline. */
public class Deadlines {

    public static final String HEADER = "X-Deadline-Millis";

    private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{0,8}");

    private final Deadline deadline;

    Deadlines(Deadline deadline) {
        this.deadline = deadline;
    }

    @ServerRequestFilter(preMatching = true)
    public void take(ContainerRequestContext request) {
        var sent = request.getHeaderString(HEADER);
        if (sent != null && MILLIS.matcher(sent).matches()) {
            deadline.in(Long.parseLong(sent));
        }
    }
}
