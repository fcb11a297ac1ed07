package org.paincare.session.dose;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;

/**
 * What stands between vial and pump (reference 0.1, 9): drug drawn, diluent added, labelled, checked by a second person.
 *
 * @param vialConcentration as printed on the vial that was drawn from
 * @param labelled concentration on the label of what was prepared
 * @param priming volume that fills the line and never reaches the patient; with the rest it is wasted before a witness
 * @param beyondUseAt when the preparation may no longer be given
 */
public record Preparation(
        MilligramsPerMillilitre vialConcentration,
        Millilitres drawn,
        Millilitres diluent,
        MilligramsPerMillilitre labelled,
        Millilitres priming,
        UUID preparedBy,
        @Nullable UUID checkedBy,
        Instant beyondUseAt) {

    private static final Text NOT_SECOND =
            new Text("Otra persona debe comprobar la preparación.", "Another person has to check the preparation.");
    private static final Text LABEL = new Text(
            "La etiqueta no coincide con lo extraído y diluido.",
            "The label does not match what was drawn and diluted.");
    private static final Text ORDER =
            new Text("La preparación no es la de la orden.", "The preparation is not the one ordered.");
    private static final Text TOO_LITTLE =
            new Text("No alcanza para la dosis y el cebado.", "Too little for the dose and the priming volume.");
    private static final Text BEYOND_USE =
            new Text("La preparación superó su plazo de uso.", "The preparation is past its beyond-use time.");

    public Preparation {
        if (drawn.isZero()) {
            throw new IllegalArgumentException("a preparation holds some drug");
        }
    }

    public Millilitres volume() {
        return drawn.plus(diluent);
    }

    /** What the pump really holds, exact. */
    public MilligramsPerMillilitre concentration() {
        return MilligramsPerMillilitre.of(drawn.at(vialConcentration), volume());
    }

    /** What keeps the preparation from being given for an order; empty if nothing does. */
    public List<Blocked> check(DoseOrder order, Instant now) {
        var open = new ArrayList<Blocked>();
        if (checkedBy == null || checkedBy.equals(preparedBy)) {
            open.add(blocked("PREPARATION_NOT_CHECKED", NOT_SECOND));
        }
        if (!labelled.equals(concentration())) {
            open.add(blocked("LABEL_MISMATCH", LABEL));
        }
        if (!labelled.equals(order.concentration()) || !vialConcentration.equals(order.vialConcentration())) {
            open.add(blocked("PREPARATION_NOT_AS_ORDERED", ORDER));
        }
        Milligrams dose = order.stated().doseMg();
        if (dose != null && dose.in(concentration()).plus(priming).isMoreThan(volume())) {
            open.add(blocked("PREPARATION_TOO_SMALL", TOO_LITTLE));
        }
        if (!now.isBefore(beyondUseAt)) {
            open.add(blocked("PREPARATION_BEYOND_USE", BEYOND_USE));
        }
        return List.copyOf(open);
    }

    private static Blocked blocked(String code, Text message) {
        return new Blocked(code, "REF-0.1.9", message, null, new Source("REF01"));
    }
}
