package org.paincare.session.observing;

import jakarta.inject.Singleton;
import java.util.List;
import org.paincare.platform.Text;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.session.SessionProblem;
import org.paincare.session.monitoring.AltitudeProfile;
import org.paincare.session.monitoring.Baseline;
import org.paincare.session.monitoring.Evaluation;
import org.paincare.session.monitoring.ReadingProblem;
import org.paincare.session.monitoring.Readings;
import org.paincare.session.monitoring.VitalLimits;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.reference.Source;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.ClinicProfiles.Altitude;

/** Judges sets of readings by the limits in force and the clinic's altitude. */
@Singleton
public class Judge {

    private final VitalLimits limits = VitalLimits.builtIn();

    Judge() {}

    Evaluation evaluate(Readings readings, Baseline baseline, AltitudeProfile altitude, PolicyNumbers policy) {
        return limits.setBy(policy).evaluate(readings, baseline, altitude);
    }

    Evaluation evaluate(Readings readings, Baseline baseline, ClinicProfiles.ClinicProfile clinic) {
        return evaluate(
                readings,
                baseline,
                profile(clinic.altitude()),
                new PolicyNumbers(clinic.policyVersion(), clinic.settings()));
    }

    /** The clinic's own signed limits, as the rules read them. */
    public static AltitudeProfile profile(Altitude a) {
        return new AltitudeProfile(
                a.profileId(),
                new org.paincare.session.reference.Text(a.profileId(), a.profileId()),
                a.altitudeMetres(),
                a.spo2AlertBelowPercent(),
                a.spo2AlertDropPoints(),
                a.spo2CriticalBelowPercent(),
                a.spo2DesaturationGrade3BelowPercent(),
                a.spo2ReviewBelowPercent(),
                a.aldreteRoomAirAbovePercent(),
                a.aldreteOxygenAbovePercent(),
                a.adjunctHoldBelowPercent(),
                a.etco2AlertBelowMmHg(),
                a.etco2AlertAboveMmHg(),
                new Source("D"));
    }

    /** A reading that no sensor and no patient gives is refused as a whole, with the fields that are wrong. */
    static Problem implausible(List<ReadingProblem> problems, String at) {
        return Problem.of(
                SessionProblem.OBSERVATION_IMPLAUSIBLE,
                problems.stream()
                        .map(p -> {
                            var range = p.minimum() + " – " + p.maximum();
                            return new Violation(
                                    at + "/" + ObservationJson.Reading.field(p.field()),
                                    p.code().name(),
                                    new Text(range, range));
                        })
                        .toList());
    }
}
