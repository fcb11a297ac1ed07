package org.paincare.patient.clinic;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The altitude profiles that ship, versioned data ({@code clinic/altitude-profiles.json}). */
@Singleton
class AltitudeProfiles {

    private record Catalogue(String version, String source, List<AltitudeProfile> profiles) {}

    private final Catalogue catalogue;

    AltitudeProfiles() {
        try (var file = AltitudeProfiles.class.getResourceAsStream("/clinic/altitude-profiles.json")) {
            catalogue = new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(file, Catalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AltitudeProfile below = null;
        for (var profile : catalogue.profiles()) {
            if (below != null && profile.fromMetres() != below.toMetres() + 1) {
                throw new IllegalStateException(
                        "altitude profiles overlap, or leave a gap, at " + profile.fromMetres());
            }
            below = profile;
        }
    }

    /**
     * A profile and where it holds.
     *
     * @param fromMetres above sea level, with; no other profile holds at the same altitude
     */
    @Schema(name = "AltitudeProfileOffered")
    record Offered(int fromMetres, int toMetres, AltitudeProfile limits) {}

    @Schema(name = "AltitudeProfiles")
    record All(String version, String source, List<Offered> items) {}

    All all() {
        return new All(
                catalogue.version(),
                catalogue.source(),
                catalogue.profiles().stream()
                        .map(profile -> new Offered(profile.fromMetres(), profile.toMetres(), profile))
                        .toList());
    }

    /** The one that holds there; empty where none does. */
    Optional<AltitudeProfile> at(int altitudeMetres) {
        return catalogue.profiles().stream()
                .filter(profile -> profile.covers(altitudeMetres))
                .findFirst();
    }

    String version() {
        return catalogue.version();
    }

    Optional<AltitudeProfile> named(String profileId) {
        return catalogue.profiles().stream()
                .filter(p -> p.profileId().equals(profileId))
                .findFirst();
    }
}
