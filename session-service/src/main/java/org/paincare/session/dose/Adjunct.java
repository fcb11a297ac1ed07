package org.paincare.session.dose;

import static org.paincare.session.reference.DataFiles.require;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;

/**
 * A drug given beside ketamine (reference 2.3).
 *
 * @param rescue recorded as given, without a limit, never refused
 * @param controlled whether the ledger keeps it too
 * @param typicalMg upper end of the usual dose; above it a reason is needed
 * @param hardMg highest dose, or highest sum of a session, as {@code hardPer} says
 * @param noHardLimit why there is none, where there is none
 */
public record Adjunct(
        String id,
        Text name,
        Text use,
        boolean rescue,
        boolean controlled,
        @Nullable Milligrams typicalMg,
        @Nullable Integer maximumDoses,
        @Nullable Integer overMinutes,
        @Nullable Milligrams hardMg,
        @Nullable HardPer hardPer,
        @Nullable Text noHardLimit,
        List<Hold> holds,
        Source source) {

    /** What the hard limit is the limit of. */
    public enum HardPer {
        DOSE,
        SESSION
    }

    public Adjunct {
        holds = List.copyOf(holds);
        require(id.matches("[A-Z][A-Z_]{2,30}"), "a drug id looks like MIDAZOLAM, not " + id);
        require((hardMg == null) == (hardPer == null), id + ": a hard limit is per dose or per session");
        require(!rescue || (typicalMg == null && hardMg == null && holds.isEmpty()), id + ": rescue has no limit");
        require(rescue || typicalMg != null, id + ": no typical dose");
        require(rescue || (hardMg == null) != (noHardLimit == null), id + ": a hard limit, or why there is none");
        require(hardMg == null || !hardMg.isLessThan(typicalMg), id + ": the hard limit is under the typical dose");
    }
}
