package org.paincare.local;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.paincare.local.monitor.Profile;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.DemoClinic;

/** What somebody asked of {@code monitor SESSION [PROFILE] [CLINIC]}. */
record MonitorChoice(UUID session, Profile profile, DemoClinic clinic) {

    private static final int RESTING_AT_THE_SEA = 97;
    private static final int RESTING_IN_BOGOTA = 94;

    static MonitorChoice of(List<String> words) {
        if (words.isEmpty() || words.size() > 3) {
            throw usage();
        }
        try {
            return new MonitorChoice(
                    UUID.fromString(words.getFirst()),
                    words.size() > 1
                            ? Profile.valueOf(
                                    words.get(1).toUpperCase(Locale.ROOT).replace('-', '_'))
                            : Profile.NORMAL,
                    words.size() > 2 ? DemoClinic.ofSlug(words.get(2)) : DemoClinic.BOGOTA);
        } catch (IllegalArgumentException unknown) {
            throw usage();
        }
    }

    int restingSpo2Percent() {
        return clinic == DemoClinic.BOGOTA ? RESTING_IN_BOGOTA : RESTING_AT_THE_SEA;
    }

    private static CannotStart usage() {
        return new CannotStart("monitor SESSION [PROFILE] [CLINIC]: the session's id; "
                + Arrays.stream(Profile.values())
                        .map(profile -> profile.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(", "))
                + "; bogota or cartagena");
    }
}
