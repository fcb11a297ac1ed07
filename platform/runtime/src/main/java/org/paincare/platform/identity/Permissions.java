package org.paincare.platform.identity;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The permission matrix: {@code permissions.yaml} of the contracts, resource by action by role. Whatever is not in it is
 * denied.
 */
@Singleton
public class Permissions {

    /** How far a grant reaches. */
    public enum Reach {
        ALL,
        /** Only records of the caller: a patient's own, or those a partner created. */
        OWN,
        /** Only with the patient's recorded consent to share. */
        CONSENTED
    }

    /** The file: {@code resources: {demographics: {read: {prescriber: ALL, patient: OWN}}}}. */
    record Matrix(int version, Map<String, Map<String, Map<String, Reach>>> resources, Emergency emergency) {}

    /** What emergency access opens, and for how long; reading and acknowledging alone. */
    record Emergency(int minutes, List<String> allows) {}

    private static final Pattern HARMLESS = Pattern.compile("[a-z-]+\\.(read(-[a-z]+)?|acknowledge)");

    private final Map<String, Map<Role, Reach>> grants = new HashMap<>();
    private final Emergency emergency;
    private final int version;

    public Permissions() {
        this(Permissions.class.getClassLoader().getResource("permissions.yaml"));
    }

    Permissions(java.net.URL source) {
        if (source == null) {
            throw new IllegalStateException("permissions.yaml is missing from the class path");
        }
        try {
            var file = new ObjectMapper(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(source, Matrix.class);
            version = file.version();
            file.resources()
                    .forEach((resource, actions) -> actions.forEach((action, byRole) -> {
                        var reach = new EnumMap<Role, Reach>(Role.class);
                        byRole.forEach((role, granted) -> reach.put(
                                Role.of(role)
                                        .orElseThrow(() -> new IllegalStateException("permissions.yaml: " + resource
                                                + "." + action + " names no role " + role)),
                                granted));
                        grants.put(resource + "." + action, reach);
                    }));
            emergency = file.emergency();
            emergency.allows().stream()
                    .filter(cell ->
                            !grants.containsKey(cell) || !HARMLESS.matcher(cell).matches())
                    .findFirst()
                    .ifPresent(cell -> {
                        throw new IllegalStateException("permissions.yaml: an emergency cannot allow " + cell);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("permissions.yaml is not readable", e);
        }
    }

    public int version() {
        return version;
    }

    /** Whether the matrix has such a cell at all; the build checks every annotation with it. */
    public boolean knows(String resource, String action) {
        return grants.containsKey(resource + "." + action);
    }

    /** Whether these roles may do this, which their own rights do not allow, once they have opened emergency access. */
    boolean inEmergency(Set<Role> roles, String resource, String action) {
        return emergency.allows().contains(resource + "." + action)
                && reach(roles, "emergency-access", "open") == Reach.ALL;
    }

    /** How long emergency access lasts. */
    public Duration emergencyLasts() {
        return Duration.ofMinutes(emergency.minutes());
    }

    /** Who has this cell, and how far it reaches for them. */
    public Map<Role, Reach> granted(String resource, String action) {
        return Map.copyOf(grants.getOrDefault(resource + "." + action, Map.of()));
    }

    /** The widest reach that any of the roles has, or null for none. */
    public @org.jspecify.annotations.Nullable Reach reach(Set<Role> roles, String resource, String action) {
        var byRole = grants.getOrDefault(resource + "." + action, Map.of());
        Reach widest = null;
        for (var role : roles) {
            var reach = byRole.get(role);
            if (reach == Reach.ALL) {
                return Reach.ALL;
            }
            widest = reach == Reach.OWN || widest == null ? reach : widest;
        }
        return widest;
    }

    /** What these roles may do, {@code resource.action} to reach, for {@code GET /v1/me}. */
    public Map<String, Reach> of(Set<Role> roles) {
        var all = new TreeMap<String, Reach>();
        grants.keySet().forEach(cell -> {
            var dot = cell.lastIndexOf('.');
            var reach = reach(roles, cell.substring(0, dot), cell.substring(dot + 1));
            if (reach != null) {
                all.put(cell, reach);
            }
        });
        return all;
    }
}
