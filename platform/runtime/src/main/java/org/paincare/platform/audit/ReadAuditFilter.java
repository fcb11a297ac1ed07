package org.paincare.platform.audit;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.ProblemAnswer;

/** Holds an answer back until its read rows are durable; without them it becomes 503 and shows nothing. */
public class ReadAuditFilter {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final PendingReads pending;
    private final ProblemAnswer problems;

    ReadAuditFilter(PendingReads pending, ProblemAnswer problems) {
        this.pending = pending;
        this.problems = problems;
    }

    @ServerResponseFilter
    public Uni<Void> hold(ContainerRequestContext request, ContainerResponseContext response) {
        if (pending.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .completionStage(pending.allDurable())
                .ifNoItem()
                .after(LONGEST_WAIT)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> {
                    refuse(request, response);
                    return null;
                });
    }

    private void refuse(ContainerRequestContext request, ContainerResponseContext response) {
        var refusal = problems.of(
                Problem.of(PlatformProblem.UNAVAILABLE),
                request.getUriInfo().getPath(),
                ProblemAnswer.languageOf(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
        response.setStatusInfo(refusal.getStatusInfo());
        response.getHeaders().clear();
        response.getHeaders().putAll(refusal.getHeaders());
        response.setEntity(refusal.getEntity(), new java.lang.annotation.Annotation[0], ProblemAnswer.PROBLEM_JSON);
    }
}
