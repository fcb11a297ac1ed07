package org.paincare.patient;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.paincare.platform.web.Etags;

/** Answers for catalogues: their version is their entity tag. */
public final class CatalogueAnswer {

    private CatalogueAnswer() {}

    /** 200 with the catalogue, or 304 where the caller has this version. */
    public static Response of(Request request, String version, Object catalogue) {
        var tag = new EntityTag(version);
        var notModified = Etags.notModified(request, tag);
        return notModified == null
                ? Response.ok(catalogue, MediaType.APPLICATION_JSON_TYPE)
                        .tag(tag)
                        .build()
                : notModified.build();
    }
}
