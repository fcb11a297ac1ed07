package org.paincare.gateway.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.paincare.gateway.access.Holder;

/** Who may do what of what the gateway itself answers: its rows of the one permission matrix, {@code permissions.yaml}. */
@Singleton
class Rights {

    /** Works for the installation, not for a clinic, and names the clinic it means. */
    static final String OPS = "ops";

    /** How far a right goes. */
    enum Reach {
        ALL,
        /** What is about the caller itself. */
        OWN
    }

    private final JsonNode resources;

    Rights() {
        try (InputStream in = Rights.class.getResourceAsStream("/permissions.yaml")) {
            resources = new ObjectMapper(new YAMLFactory()).readTree(in).path("resources");
        } catch (IOException e) {
            throw new UncheckedIOException("permissions.yaml is not readable", e);
        }
        for (String right : List.of("api-client/read", "api-client/write", "audit/verify")) {
            if (!resources.at("/" + right).isObject()) {
                throw new IllegalStateException("permissions.yaml has no " + right);
            }
        }
    }

    /** The farthest of what the caller's roles give; empty where none does. */
    Optional<Reach> reach(Holder holder, String resource, String action) {
        JsonNode cells = resources.path(resource).path(action);
        for (Reach reach : Reach.values()) {
            if (holder.roles().stream()
                    .anyMatch(role -> cells.path(role).asText().equals(reach.name()))) {
                return Optional.of(reach);
            }
        }
        return Optional.empty();
    }

    /** Whether every clinic's rows may be asked for. */
    static boolean across(Holder holder) {
        return holder.roles().contains(OPS);
    }
}
