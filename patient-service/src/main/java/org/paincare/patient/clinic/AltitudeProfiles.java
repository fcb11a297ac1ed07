package org.paincare.patient.clinic;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

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
