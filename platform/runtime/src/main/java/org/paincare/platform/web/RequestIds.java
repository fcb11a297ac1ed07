package org.paincare.platform.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.paincare.platform.Ids;

/** Takes or makes the request's id, shows it to the log and echoes it. */
public class RequestIds {

    public static final String HEADER = "X-Request-Id";

    private static final String PROPERTY = "paincare.requestId";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{8,128}");

    @ServerRequestFilter(preMatching = true, priority = 1)
    public void take(ContainerRequestContext request) {
        var sent = request.getHeaderString(HEADER);
        var id = sent != null && ACCEPTED.matcher(sent).matches()
                ? sent
                : Ids.next().toString();
        request.setProperty(PROPERTY, id);
        MDC.put("requestId", id);
    }

    @ServerResponseFilter
    public void echo(ContainerRequestContext request, ContainerResponseContext response) {
        var id = idOf(request);
        if (!id.isEmpty()) {
            response.getHeaders().putSingle(HEADER, id);
        }
    }

    /** The id of this request, empty before it was taken. */
    public static String idOf(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof String id ? id : "";
    }
}
