package org.paincare.session.adverse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Version;

/**
 * The catalogue of one version of {@code sessions/adverse-events.yaml} (reference 3.6).
 *
 * @param pressureBackWithinMmHg how near baseline a pressure rise counts as returned
 */
public record AdverseEvents(Version version, int pressureBackWithinMmHg, List<EventKind> kinds) {

    public AdverseEvents {
        kinds = List.copyOf(kinds);
        DataFiles.requireUnique(kinds, EventKind::code);
    }

    /** Whether an expected rise of systolic pressure has come back near baseline, mmHg. */
    public boolean hasReturned(int baseline, int now) {
        return now - baseline <= pressureBackWithinMmHg;
    }

    /** @param proposed what the figures alone say; the person's grade may be higher, never lower */
    public record Judgement(Grade grade, Optional<Grade> proposed, Set<EventKind.Action> actions) {}

    public static AdverseEvents builtIn() {
        return DataFiles.builtIn("sessions/adverse-events.yaml", AdverseEvents.class);
    }

    public Optional<EventKind> find(String code) {
        return kinds.stream().filter(kind -> kind.code().equals(code)).findFirst();
    }

    /**
     * The grade and default actions of an event.
     *
     * @param byPerson grade the recorder chose, null to take the proposed one
     * @param figures worst values linked to the event
     * @param spo2Grade3Below from the clinic's altitude profile, %
     * @return empty if neither figures nor a person grade it
     */
    public Optional<Judgement> judge(
            EventKind kind, @Nullable Grade byPerson, Map<Measure, BigDecimal> figures, BigDecimal spo2Grade3Below) {
        Optional<Grade> proposed = proposed(kind, figures, spo2Grade3Below);
        return Stream.of(proposed, Optional.ofNullable(byPerson))
                .flatMap(Optional::stream)
                .max(Grade::compareTo)
                .map(grade -> new Judgement(grade, proposed, kind.actionsAt(grade)));
    }

    private static Optional<Grade> proposed(
            EventKind kind, Map<Measure, BigDecimal> figures, BigDecimal spo2Grade3Below) {
        Stream<Grade> byFigures = kind.gradeRules().stream()
                .filter(rule -> {
                    BigDecimal value = figures.get(rule.measure());
                    return value != null && rule.holds(value, spo2Grade3Below);
                })
                .map(GradeRule::grade);
        return Stream.concat(byFigures, Stream.ofNullable(kind.lowestGrade())).max(Grade::compareTo);
    }
}
