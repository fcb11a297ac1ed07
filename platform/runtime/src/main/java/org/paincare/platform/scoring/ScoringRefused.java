package org.paincare.platform.scoring;

import java.util.List;

/** The request cannot be read as answers to this instrument at all. Answers merely out of range are a {@link Score}. */
public final class ScoringRefused extends RuntimeException {

    /** Stable reasons; each becomes a 422 with this code. */
    public enum Reason {
        ITEMS_MISSING,
        ITEMS_MALFORMED,
        ITEM_COUNT_WRONG,
        ITEM_UNKNOWN,
        ITEM_REPEATED,
        POLICY_UNKNOWN
    }

    private final Reason reason;
    private final List<Score.Violation> violations;

    ScoringRefused(Reason reason, String pointer, String en, String es) {
        super(en, null, false, false);
        this.reason = reason;
        this.violations = List.of(new Score.Violation(pointer, reason.name(), new Instrument.Words(en, es)));
    }

    public Reason reason() {
        return reason;
    }

    /** One entry with the JSON pointer below the items (empty for the whole). */
    public List<Score.Violation> violations() {
        return violations;
    }
}
