package org.paincare.platform.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.paincare.platform.tenancy.ClinicOwned;

/** Answers for single resources: with their entity tag, never kept by a cache. */
public final class Answers {

    private Answers() {}

    /** 200 with the body, or 304 where the caller already has this version. */
    public static Response read(Request request, ClinicOwned resource, Object body) {
        var notModified = Etags.notModified(request, Etags.of(resource));
        if (notModified != null) {
            return notModified.build();
        }
        return ok(resource, body);
    }

    public static Response ok(ClinicOwned resource, Object body) {
        return uncached(Response.ok(body)).tag(Etags.of(resource)).build();
    }

    public static Response created(URI location, ClinicOwned resource, Object body) {
        // As a header and not by location(): that would make it absolute with this service's own address.
        return uncached(Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, location.toString())
                        .entity(body))
                .tag(Etags.of(resource))
                .build();
    }

    /** What was made and is never changed, at an address of its own. */
    public static Response created(URI location, Object body) {
        return uncached(Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, location.toString())
                        .entity(body))
                .build();
    }

    /** What was made and has no address of its own: an entry of a list. */
    public static Response created(Object body) {
        return uncached(Response.status(Response.Status.CREATED).entity(body)).build();
    }

    /** A body without a version of its own: a list, a preview. */
    public static Response ok(Object body) {
        return uncached(Response.ok(body)).build();
    }

    private static Response.ResponseBuilder uncached(Response.ResponseBuilder answer) {
        return answer.type(MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
