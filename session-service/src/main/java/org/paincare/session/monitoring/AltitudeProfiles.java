package org.paincare.session.monitoring;

import java.util.List;
import java.util.Optional;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Version;

/** The altitude profiles of one version of {@code limits/altitude.yaml}; a clinic names one, signed by its director. */
public record AltitudeProfiles(Version version, List<AltitudeProfile> profiles) {

    public AltitudeProfiles {
        profiles = List.copyOf(profiles);
        DataFiles.requireUnique(profiles, AltitudeProfile::id);
    }

    public static AltitudeProfiles builtIn() {
        return DataFiles.builtIn("limits/altitude.yaml", AltitudeProfiles.class);
    }

    public Optional<AltitudeProfile> find(String id) {
        return profiles.stream().filter(profile -> profile.id().equals(id)).findFirst();
    }
}
