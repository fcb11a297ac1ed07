package org.paincare.session.dose;

import org.jspecify.annotations.Nullable;
import org.paincare.session.protocol.Route;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.reference.Setting;

/**
 * What a prescriber orders for one session: racemic ketamine hydrochloride (esketamine is another product). Immutable;
 * any change is another order with another hash.
 *
 * @param vialConcentration of the vial to be drawn from, mg/mL
 * @param concentration of what will be given, after dilution, mg/mL
 */
public record DoseOrder(
        String protocolId,
        int protocolRevision,
        Setting setting,
        Route route,
        DosingWeight weight,
        MilligramsPerMillilitre vialConcentration,
        MilligramsPerMillilitre concentration,
        @Nullable InfusionOrder infusion,
        @Nullable BolusOrder bolus,
        @Nullable SprayOrder sprays,
        Stated stated) {

    public DoseOrder {
        boolean fits = switch (route) {
            case INTRAVENOUS_INFUSION -> infusion != null && sprays == null;
            case INTRAVENOUS_BOLUS -> bolus != null && infusion == null && sprays == null;
            case INTRANASAL -> sprays != null && infusion == null && bolus == null;
        };
        if (!fits) {
            throw new IllegalArgumentException("the parts of the order do not fit the route " + route);
        }
        if (!protocolId.matches("[A-Z][A-Z0-9-]{2,20}") || protocolRevision < 1) {
            throw new IllegalArgumentException("not a protocol revision");
        }
    }
}
