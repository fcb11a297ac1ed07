package org.paincare.session.care;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Version;

/**
 * One version of {@code sessions/downtime.yaml}.
 *
 * @param longest hours that one charting covers at most
 * @param within  how long after its end it may be charted
 * @param openFor how long it stays open for entries
 */
record DowntimeRules(Version version, Duration longest, Duration within, Duration openFor, Source source) {

    DowntimeRules {
        require(longest.isPositive() && within.isPositive() && openFor.isPositive(), "times above zero");
    }

    static DowntimeRules builtIn() {
        return DataFiles.builtIn("sessions/downtime.yaml", DowntimeRules.class);
    }
}
