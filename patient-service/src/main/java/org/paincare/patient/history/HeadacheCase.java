package org.paincare.patient.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.engine.FactReading;
import org.paincare.patient.eligibility.engine.FactValue;
import org.paincare.patient.eligibility.engine.RuleSets;
import org.paincare.patient.eligibility.engine.TriState;

/** What other features need to know of a patient's headache: diagnoses, failed classes, and both as facts for the rules. */
@ApplicationScoped
public class HeadacheCase {

    private static final String SOURCE = "RECORD";

    private final Histories histories;
    private final PriorTreatments treatments;
    private final Diagnoses catalogue;

    HeadacheCase(Histories histories, PriorTreatments treatments, Diagnoses catalogue) {
        this.histories = histories;
        this.treatments = treatments;
        this.catalogue = catalogue;
    }

    /** A diagnosis as events name it. */
    public record Coded(String ichd3, String code, String system) {}

    /**
     * What follow-up needs.
     *
     * @param disorder the primary diagnosis with the measures that go with it
     */
    public record Summary(
            Coded primary, Diagnoses.Disorder disorder, List<Coded> secondary, List<PreventiveClass> failedClasses) {}

    /** Empty where no history is recorded. */
    @Transactional
    public Optional<Summary> summary(UUID patientId) {
        return histories.of(patientId).map(history -> {
            var diagnoses = histories.content(history.content()).diagnoses();
            var primary = coded(diagnoses, HistoryJson.DiagnosisRole.PRIMARY).getFirst();
            return new Summary(
                    primary,
                    catalogue.find(primary.ichd3()).orElseThrow(),
                    coded(diagnoses, HistoryJson.DiagnosisRole.SECONDARY),
                    PriorTreatments.failedClasses(treatments.standing(patientId)));
        });
    }

    /**
     * The diagnoses, the count of failed classes and, as the patient told it, the baseline, as the rules read them. What
     * is not recorded is not here: unknown is not none.
     */
    @Transactional
    public Map<String, List<FactReading>> readings(UUID patientId) {
        var readings = new TreeMap<String, List<FactReading>>();
        var history = histories.of(patientId).orElse(null);
        var told = history == null ? null : histories.content(history.content());
        if (history != null && told != null) {
            diagnoses(history, told, readings);
            baseline(history, told, readings);
        }
        failedClasses(patientId, history, told, readings);
        return readings;
    }

    private static List<Coded> coded(List<HistoryJson.Diagnosis> diagnoses, HistoryJson.DiagnosisRole role) {
        return diagnoses.stream()
                .filter(d -> d.role() == role)
                .map(d -> new Coded(d.ichd3(), d.code(), d.system()))
                .toList();
    }

    private static void diagnoses(
            HeadacheHistory history, HistoryJson.Content told, Map<String, List<FactReading>> readings) {
        RuleSets.current().vocabulary().facts().stream()
                .filter(fact -> fact.ichd3() != null)
                .forEach(fact -> {
                    var coded =
                            told.diagnoses().stream().anyMatch(d -> d.ichd3().equals(fact.ichd3()));
                    put(readings, fact.code(), history, coded ? TriState.PRESENT : TriState.ABSENT, null);
                });
    }

    private static void baseline(
            HeadacheHistory history, HistoryJson.Content told, Map<String, List<FactReading>> readings) {
        if (told.baseline() == null) {
            return;
        }
        number(
                readings,
                "HEADACHE_DAYS_28",
                history,
                HistoryJson.number(told.baseline().headacheDaysPer28()));
        number(
                readings,
                "MIGRAINE_DAYS_28",
                history,
                HistoryJson.number(told.baseline().migraineDaysPer28()));
    }

    private void failedClasses(
            UUID patientId,
            @Nullable HeadacheHistory history,
            HistoryJson.@Nullable Content told,
            Map<String, List<FactReading>> readings) {
        var trials = treatments.standing(patientId);
        if (!trials.isEmpty()) {
            var last = trials.getLast();
            var by = last.recordedBy().id();
            put(
                    readings,
                    "FAILED_PREVENTIVE_CLASSES",
                    last.id().toString(),
                    TriState.PRESENT,
                    FactValue.of(BigDecimal.valueOf(
                            PriorTreatments.failedClasses(trials).size())),
                    last.recordedAt(),
                    by == null ? "system" : by.toString());
        } else if (history != null && told != null && Boolean.TRUE.equals(told.noPriorPreventives())) {
            number(readings, "FAILED_PREVENTIVE_CLASSES", history, BigDecimal.ZERO);
        }
    }

    private static void number(
            Map<String, List<FactReading>> readings,
            String code,
            HeadacheHistory history,
            @Nullable BigDecimal number) {
        if (number != null) {
            put(readings, code, history, TriState.PRESENT, FactValue.of(number));
        }
    }

    private static void put(
            Map<String, List<FactReading>> readings,
            String code,
            HeadacheHistory history,
            TriState state,
            @Nullable FactValue value) {
        put(
                readings,
                code,
                history.id().toString(),
                state,
                value,
                history.recordedAt(),
                history.recordedBy().toString());
    }

    /** The id names the record the reading is taken from, and the code keeps it apart from others of that record. */
    private static void put(
            Map<String, List<FactReading>> readings,
            String code,
            String record,
            TriState state,
            @Nullable FactValue value,
            Instant recordedAt,
            String recordedBy) {
        readings.put(
                code,
                List.of(new FactReading(
                        record + ":" + code, state, value, recordedAt, recordedAt, recordedBy, SOURCE)));
    }
}
