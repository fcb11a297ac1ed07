package org.paincare.gateway.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.paincare.gateway.access.Holder;

/** Who may do what with the registry: the rows {@code api-client} of the one permission matrix, {@code permissions.yaml}. */
@Singleton
class Rights {

    /** Works for the installation, not for a clinic, and names the clinic it means. */
    static final String OPS = "ops";

    private final JsonNode cells;

    Rights() {
        try (InputStream in = Rights.class.getResourceAsStream("/permissions.yaml")) {
            cells = new ObjectMapper(new YAMLFactory())
                    .readTree(in)
                    .path("resources")
                    .path("api-client");
        } catch (IOException e) {
            throw new UncheckedIOException("permissions.yaml is not readable", e);
        }
        for (String action : Set.of("read", "write")) {
            if (!cells.path(action).isObject()) {
                throw new IllegalStateException("permissions.yaml has no api-client." + action);
            }
        }
    }

    boolean may(Holder holder, String action) {
        return holder.roles().stream()
                .anyMatch(role -> cells.path(action).path(role).asText().equals("ALL"));
    }

    /** Whether every clinic's rows may be asked for. */
    static boolean across(Holder holder) {
        return holder.roles().contains(OPS);
    }
}
