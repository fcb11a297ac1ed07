package org.paincare.platform.web;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.ClinicOwned;

/**
 * Entity tags from versions, and the checks built on them (RFC 9110 13.1). The compare happens here, against the row
 * as loaded in this transaction: a version copied onto a managed entity would be ignored by Hibernate.
 */
public final class Etags {

    private Etags() {}

    public static EntityTag of(ClinicOwned resource) {
        return of(resource.version());
    }

    public static EntityTag of(int version) {
        return new EntityTag("v" + version);
    }

    /** The tag as headers and bodies show it, with its quotes: {@code "v3"}. */
    public static String written(ClinicOwned resource) {
        return "\"" + of(resource).getValue() + "\"";
    }

    /**
     * The 304 for a reader who has this version already, null where they have not.
     *
     * @throws Problem STALE (412) where the reader asked, with {@code If-Match}, for another version
     */
    public static Response.@Nullable ResponseBuilder notModified(Request request, EntityTag current) {
        var verdict = request.evaluatePreconditions(current);
        if (verdict == null) {
            return null;
        }
        if (verdict.build().getStatus() != Response.Status.NOT_MODIFIED.getStatusCode()) {
            throw Problem.of(PlatformProblem.STALE).header(HttpHeaders.ETAG, "\"" + current.getValue() + "\"");
        }
        return verdict.tag(current);
    }

    /**
     * Checks {@code If-Match} against what is stored.
     *
     * @throws Problem PRECONDITION_REQUIRED (428) without the header; STALE (412), with the current tag, if it differs
     */
    public static void mustMatch(HttpHeaders request, ClinicOwned current) {
        mustMatch(request.getHeaderString(HttpHeaders.IF_MATCH), current);
    }

    public static void mustMatch(@Nullable String ifMatch, ClinicOwned current) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(PlatformProblem.PRECONDITION_REQUIRED);
        }
        var tag = written(current);
        for (var candidate : ifMatch.split(",")) {
            if (candidate.strip().equals(tag)) {
                return;
            }
        }
        throw Problem.of(PlatformProblem.STALE).header(HttpHeaders.ETAG, tag);
    }
}
