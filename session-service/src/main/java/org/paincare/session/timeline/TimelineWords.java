package org.paincare.session.timeline;

import static org.paincare.session.reference.DataFiles.require;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/** One version of {@code sessions/timeline.yaml}. */
record TimelineWords(Version version, Map<Kind, Text> kinds) {

    /** What an entry of the timeline is. */
    enum Kind {
        STEP,
        PRE_CHECK,
        WAIVER,
        STANDING,
        ORDER_WRITTEN,
        ORDER_SIGNED,
        ORDER_BY_WORD,
        ORDER_VERIFICATION,
        PREPARED,
        PREPARATION_CHECKED,
        PUMP,
        INFUSION,
        COUNTERSIGNED,
        OBSERVATION,
        ALARM,
        ALARM_ACKNOWLEDGED,
        ADVERSE_EVENT,
        DRUG,
        HOME_SPRAYS,
        RECOVERY_SCORE,
        ASSESSED,
        DISCHARGED,
        LEDGER,
        DISCREPANCY,
        NOTE_SIGNED,
        ADDENDUM,
        HANDOVER_OFFERED,
        HANDOVER_DECIDED,
        DOWNTIME,
        REPORT_OPENED,
        REPORT_CLOSED
    }

    TimelineWords {
        require(kinds.keySet().equals(EnumSet.allOf(Kind.class)), "every kind of entry has its words");
        kinds = new EnumMap<>(kinds);
    }

    static TimelineWords builtIn() {
        return DataFiles.builtIn("sessions/timeline.yaml", TimelineWords.class);
    }
}
