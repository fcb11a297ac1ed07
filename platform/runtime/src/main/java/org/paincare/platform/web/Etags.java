package org.paincare.platform.web;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
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
        var tag = "\"v" + current.version() + "\"";
        for (var candidate : ifMatch.split(",")) {
            if (candidate.strip().equals(tag)) {
                return;
            }
        }
        throw Problem.of(PlatformProblem.STALE).header(HttpHeaders.ETAG, tag);
    }
}
