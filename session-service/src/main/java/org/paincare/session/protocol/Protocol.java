package org.paincare.session.protocol;

import static org.paincare.session.reference.DataFiles.require;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.reference.Setting;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;

/**
 * A regimen template (reference 2.1). It proposes; the plan individualises it and a prescriber signs.
 *
 * @param revision grows with every change of the row; a plan names id and revision
 * @param enabled whether a plan may be made from it; a disabled template says why
 * @param enabledWith what lets a clinic use a disabled template; absent where nothing does
 * @param demo invented for demonstrations, without a published source
 */
public record Protocol(
        String id,
        int revision,
        Text name,
        Set<Setting> settings,
        Route route,
        boolean enabled,
        @Nullable Text disabledReason,
        @Nullable EnabledWith enabledWith,
        boolean demo,
        LimitSet limitSet,
        EvidenceGrade evidence,
        Text evidenceNote,
        @Nullable InfusionRegimen infusion,
        @Nullable MilligramsPerKilogram bolus,
        @Nullable IntranasalRegimen intranasal,
        @Nullable Series series,
        Set<String> adjuncts,
        Source source) {

    public Protocol {
        require(id.matches("[A-Z][A-Z0-9-]{2,20}"), "a protocol id looks like OUT-MOI, not " + id);
        require(revision >= 1, id + ": revisions start at 1");
        settings = Set.copyOf(settings);
        adjuncts = Set.copyOf(adjuncts);
        require(!settings.isEmpty(), id + ": no setting");
        require(enabled == (disabledReason == null), id + ": exactly a disabled template says why");
        require(!enabled || enabledWith == null, id + ": an enabled template needs no policy");
        boolean regimenFits = switch (route) {
            case INTRAVENOUS_INFUSION -> bolus == null && intranasal == null && (infusion != null || !enabled);
            case INTRAVENOUS_BOLUS -> bolus != null && infusion == null && intranasal == null;
            case INTRANASAL -> intranasal != null && infusion == null && bolus == null;
        };
        require(regimenFits, id + ": the regimen does not fit the route");
        require(
                !enabled || !settings.contains(Setting.INPATIENT) || settings.contains(Setting.OUTPATIENT),
                id + ": inpatient templates ship disabled (reference 0.1, 12)");
        require(demo || evidence != EvidenceGrade.NONE, id + ": only a demo regimen has no evidence");
    }
}
