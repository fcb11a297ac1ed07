package org.paincare.session.vigilance;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.paincare.session.adverse.Grade;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/** One version of {@code sessions/pharmacovigilance.yaml}. */
record VigilanceRules(Version version, Map<String, Duty> jurisdictions) {

    /**
     * @param deadline         from the moment the clinic recorded it
     * @param basis            which law asks for the report: it needs no consent
     * @param seriousFromGrade from this grade on an event is serious whatever the recorder says
     */
    record Duty(String form, Duration deadline, Grade seriousFromGrade, Text basis, Source source) {
        Duty {
            require(form.matches("[A-Z][A-Z0-9_]{1,40}"), "a form looks like FOREAM, not " + form);
            require(deadline.isPositive(), form + ": a deadline lies ahead");
        }
    }

    VigilanceRules {
        jurisdictions = Map.copyOf(jurisdictions);
    }

    static VigilanceRules builtIn() {
        return DataFiles.builtIn("sessions/pharmacovigilance.yaml", VigilanceRules.class);
    }

    /** Empty where the jurisdiction asks for nothing. */
    Optional<Duty> of(String jurisdiction) {
        return Optional.ofNullable(jurisdictions.get(jurisdiction));
    }
}
