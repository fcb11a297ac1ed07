package org.paincare.outcome.progress;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.assessment.AnswersBook;
import org.paincare.outcome.course.DomainChange;
import org.paincare.outcome.course.FunctionRules;
import org.paincare.outcome.course.SensitisationIndex;
import org.paincare.outcome.instrument.Instruments;
import org.paincare.outcome.response.ClinicalBenefit;
import org.paincare.outcome.response.Response;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.outcome.window.Window;
import org.paincare.platform.scoring.Instrument;
import org.paincare.platform.scoring.ReliableChange;

/**
 * Compares a patient's first and latest answers to each instrument. Only scores of the instrument's present version are
 * compared; the clinic's own spread is used where the instrument's noise needs it.
 */
@ApplicationScoped
class ScoreChanges {

    private static final FunctionRules FUNCTION = FunctionRules.shipped();
    private static final String DIARY = "DIARY";
    private static final String CSI = "CSI-A";
    private static final String ALLODYNIA = "ASC-12";

    private final Instruments instruments;
    private final AnswersBook answers;

    ScoreChanges(Instruments instruments, AnswersBook answers) {
        this.instruments = instruments;
        this.answers = answers;
    }

    /** First and latest of one measure, the same form never twice. */
    private record Pair(AnswersBook.Standing first, AnswersBook.Standing last, BigDecimal before, BigDecimal now) {}

    /** Every measure that has a threshold or a known noise and was answered at least twice. */
    List<ProgressJson.ScoreChange> all(UUID patient, ZoneId zone) {
        var changes = new ArrayList<ProgressJson.ScoreChange>();
        for (var instrument : instruments.all()) {
            var measures = judged(instrument);
            var scores = measures.isEmpty() ? List.<AnswersBook.Standing>of() : scores(patient, instrument);
            for (var measure : measures) {
                pair(scores, measure)
                        .map(pair -> new ProgressJson.ScoreChange(
                                instrument.id(),
                                instrument.version(),
                                measure,
                                pair.before(),
                                pair.first().occurredAt().atZone(zone).toLocalDate(),
                                pair.now(),
                                pair.last().occurredAt().atZone(zone).toLocalDate(),
                                between(instrument, measure, pair)))
                        .ifPresent(changes::add);
            }
        }
        return List.copyOf(changes);
    }

    private static List<String> judged(Instrument instrument) {
        var measures = new LinkedHashSet<String>();
        Objects.requireNonNull(instrument.change().meaningful()).forEach(rule -> measures.add(rule.measure()));
        if (instrument.change().reliability() != null) {
            measures.add(instrument.change().reliability().measure());
        }
        return List.copyOf(measures);
    }

    private List<AnswersBook.Standing> scores(UUID patient, Instrument instrument) {
        return answers.scores(patient, instrument.id()).stream()
                .filter(one -> one.instrumentVersion().equals(instrument.version()))
                .toList();
    }

    private static Optional<Pair> pair(List<AnswersBook.Standing> scores, String measure) {
        var with = scores.stream().filter(one -> one.value(measure).isPresent()).toList();
        return with.size() < 2
                ? Optional.empty()
                : Optional.of(new Pair(
                        with.getFirst(),
                        with.getLast(),
                        with.getFirst().value(measure).orElseThrow(),
                        with.getLast().value(measure).orElseThrow()));
    }

    private ReliableChange between(Instrument instrument, String measure, Pair pair) {
        return ReliableChange.between(instrument, measure, pair.before(), pair.now(), baselines(instrument, measure));
    }

    private ReliableChange.@Nullable Baselines baselines(Instrument instrument, String measure) {
        var noise = instrument.change().reliability();
        var needed = noise != null
                && noise.measure().equals(measure)
                && noise.retest() != null
                && noise.errorTable() == null
                && noise.atLeast() == null
                && noise.smallestDetectable() == null;
        return needed
                ? answers.baselines(instrument.id(), instrument.version(), measure)
                        .orElse(null)
                : null;
    }

    /** @param running the course under way; its windows hold what the diary knows of a domain */
    List<DomainChange> domains(UUID patient, Computed running) {
        Map<FunctionRules.Source, BigDecimal> before = new HashMap<>();
        Map<FunctionRules.Source, BigDecimal> now = new HashMap<>();
        Map<FunctionRules.Source, ReliableChange.Baselines> clinic = new HashMap<>();
        FUNCTION.domains().values().stream().flatMap(List::stream).distinct().forEach(source -> {
            if (source.instrument().equals(DIARY)) {
                var measure = DayMeasure.valueOf(source.measure());
                shown(running.course().baseline(), measure).ifPresent(value -> before.put(source, value));
                lastComplete(running)
                        .flatMap(window -> window.shown(measure))
                        .ifPresent(value -> now.put(source, value));
                return;
            }
            var instrument = instruments.required(source.instrument());
            pair(scores(patient, instrument), source.measure()).ifPresent(pair -> {
                before.put(source, pair.before());
                now.put(source, pair.now());
                var own = baselines(instrument, source.measure());
                if (own != null) {
                    clinic.put(source, own);
                }
            });
        });
        return DomainChange.of(before, now, instruments::find, clinic, FUNCTION);
    }

    private static Optional<BigDecimal> shown(@Nullable Window window, DayMeasure measure) {
        return Optional.ofNullable(window)
                .filter(one -> one.completeness().complete())
                .flatMap(one -> one.shown(measure));
    }

    private static Optional<Window> lastComplete(Computed running) {
        return running.course().windows().stream()
                .filter(window -> window.completeness().complete())
                .reduce((first, second) -> second);
    }

    SensitisationIndex sensitisation(UUID patient, Computed running) {
        var csi = scores(patient, instruments.required(CSI));
        var allodynia = scores(patient, instruments.required(ALLODYNIA));
        return SensitisationIndex.of(
                reading(csi, true),
                reading(csi, false),
                reading(allodynia, true),
                reading(allodynia, false),
                running.headacheDays(true),
                running.headacheDays(false),
                instruments.required(ALLODYNIA),
                FUNCTION);
    }

    /** The first or the latest reading; the same one form is not a change. */
    private static SensitisationIndex.@Nullable Reading reading(List<AnswersBook.Standing> scores, boolean first) {
        var scored = scores.stream()
                .filter(one -> one.score() != null && one.band() != null)
                .toList();
        if (scored.isEmpty() || (first && scored.size() < 2)) {
            return null;
        }
        var one = first ? scored.getFirst() : scored.getLast();
        return new SensitisationIndex.Reading(
                Objects.requireNonNull(one.score()).intValueExact(), Objects.requireNonNull(one.band()));
    }

    /** The composite of the latest closed window; what was answered before the course began is its baseline. */
    ClinicalBenefit.@Nullable Judged benefit(UUID patient, Computed running) {
        var latest = running.course().latestResponse().orElse(null);
        if (latest == null) {
            return null;
        }
        var began = running.care().firstSessionAt();
        var hit6 = scores(patient, instruments.required("HIT-6"));
        var before = hit6.stream()
                .filter(one -> one.score() != null && one.occurredAt().isBefore(began))
                .reduce((first, second) -> second);
        var after = hit6.stream()
                .filter(one -> one.score() != null && !one.occurredAt().isBefore(began))
                .reduce((first, second) -> second);
        var better = before.isPresent() && after.isPresent()
                ? Integer.valueOf(Objects.requireNonNull(before.get().score())
                        .subtract(Objects.requireNonNull(after.get().score()))
                        .intValue())
                : null;
        var pgic = scores(patient, instruments.required("PGIC")).stream()
                .filter(one -> one.score() != null && !one.occurredAt().isBefore(began))
                .reduce((first, second) -> second)
                .map(one -> Objects.requireNonNull(one.score()).intValueExact())
                .orElse(null);
        return ClinicalBenefit.of(
                latest instanceof Response.Classified classified ? classified.responseClass() : null,
                better,
                pgic,
                Computed.RULES.response());
    }
}
