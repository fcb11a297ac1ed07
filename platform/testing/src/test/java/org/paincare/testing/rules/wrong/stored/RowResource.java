package org.paincare.testing.rules.wrong.stored;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;

/** An endpoint without permission, and one that others may call from inside. */
@Path("/rows")
public class RowResource {

    @GET
    public UUID one() {
        return new UUID(0, 0);
    }
}
