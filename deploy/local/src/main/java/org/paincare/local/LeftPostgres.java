package org.paincare.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.paincare.testing.local.LocalPostgres;

/** The PostgreSQL server that a killed launcher left; stopped before ports are chosen, so that it keeps its own. */
record LeftPostgres(Home home) {

    void stop() throws IOException {
        Path data = home.data(Component.POSTGRES).resolve("data");
        if (Files.exists(data)) {
            LocalPostgres.stopLeftOn(data);
        }
    }
}
