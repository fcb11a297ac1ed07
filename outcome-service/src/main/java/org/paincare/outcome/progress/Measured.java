package org.paincare.outcome.progress;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.diary.MigraineDefinition;
import org.paincare.outcome.response.PrimaryMeasures;
import org.paincare.outcome.window.DayMeasure;

/**
 * What a patient is measured by: as the enrolment says, else by diagnosis.
 *
 * @param secondary shown beside it; decides nothing
 */
record Measured(DayMeasure primary, @Nullable DayMeasure secondary, MigraineDefinition definition) {

    private static final PrimaryMeasures MEASURES = PrimaryMeasures.shipped();

    /** Empty until an enrolment names a measure or a diagnosis that has one. */
    static Optional<Measured> of(CareFile file) {
        return file.enrolment().flatMap(enrolment -> {
            var chosen = MEASURES.choose(enrolment.diagnoses());
            var primary = enrolment.primaryMeasure() != null
                    ? Optional.of(DayMeasure.valueOf(enrolment.primaryMeasure()))
                    : chosen.map(PrimaryMeasures.Choice::primary);
            var secondary = enrolment.secondaryMeasure() != null
                    ? DayMeasure.valueOf(enrolment.secondaryMeasure())
                    : chosen.filter(choice -> !choice.beside().isEmpty())
                            .map(choice -> choice.beside().getFirst())
                            .orElse(null);
            var definition = enrolment.migraineDefinition() == null
                    ? MigraineDefinition.STRICT_4H
                    : MigraineDefinition.valueOf(enrolment.migraineDefinition());
            return primary.map(measure -> new Measured(measure, secondary, definition));
        });
    }
}
