package org.paincare.testing.rules.wrong.asking;

import jakarta.ws.rs.core.Response;

/** A use case that answers as though it were the endpoint. */
class KnowsHttp {

    Response answer() {
        return Response.ok().build();
    }
}
