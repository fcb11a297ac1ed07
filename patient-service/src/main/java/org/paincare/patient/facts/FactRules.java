package org.paincare.patient.facts;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.eligibility.engine.ChangeLimit;
import org.paincare.patient.eligibility.engine.FactDefinition;
import org.paincare.patient.eligibility.engine.FactProblem;
import org.paincare.patient.eligibility.engine.FactVocabulary;
import org.paincare.platform.Text;
import org.paincare.platform.problem.Violation;

/** Says which stated facts can be believed, by the vocabulary that the rules are written in. Pure. */
final class FactRules {

    /** Clocks differ a little; the rule engine bears as much. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private static final Duration LONGEST_VALIDITY = Duration.ofDays(3653);

    /** As many as an event's decimal carries. */
    private static final int MOST_DECIMALS = 6;

    private final FactVocabulary vocabulary;
    private final ClinicRules.Rules clinic;
    private final LocalDate birthDate;
    private final Instant now;

    FactRules(FactVocabulary vocabulary, ClinicRules.Rules clinic, LocalDate birthDate, Instant now) {
        this.vocabulary = vocabulary;
        this.clinic = clinic;
        this.birthDate = birthDate;
        this.now = now;
    }

    /** What is wrong with an entry, pointers beginning at {@code at}; empty where it can be recorded. */
    List<Violation> check(FactEntry entry, String at) {
        var wrong = new ArrayList<Violation>();
        var definition = vocabulary.find(entry.code());
        if (definition.isPresent() && comesFromElsewhere(definition.get())) {
            wrong.add(
                    violation(
                            at + "/code",
                            "COMES_FROM_ELSEWHERE",
                            "Diagnoses come from the headache history, failed classes from the prior treatments",
                            "Los diagnósticos vienen de la historia de cefalea; las clases fallidas, de los tratamientos previos"));
            return wrong;
        }
        if (entry.valuesGiven() > 1) {
            wrong.add(violation(at, "MORE_THAN_ONE_VALUE", "Give one value", "Indique un solo valor"));
        }
        vocabulary
                .check(entry.code(), entry.reading("-", now, "-"))
                .forEach(problem -> wrong.add(violation(at, problem)));
        definition.ifPresent(fact -> checkUnit(fact, entry, at, wrong));
        if (entry.value() != null && entry.value().stripTrailingZeros().scale() > MOST_DECIMALS) {
            wrong.add(violation(
                    at + "/value", "TOO_MANY_DECIMALS", "At most six decimals", "Seis decimales como máximo"));
        }
        checkTime(entry, at, wrong);
        return wrong;
    }

    /** How far the entry's number is from the one before it. */
    ChangeLimit.Finding change(FactEntry entry, NumberBefore before) {
        var limit = vocabulary.find(entry.code()).map(FactDefinition::change).orElse(null);
        var value = entry.value();
        if (limit == null || value == null || entry.observedAt().isAfter(now.plus(CLOCK_SKEW))) {
            return ChangeLimit.Finding.NONE;
        }
        return before.of(entry, entry.observedAt().minus(Duration.ofDays(limit.withinDays())))
                .map(known -> limit.judge(known, value))
                .orElse(ChangeLimit.Finding.NONE);
    }

    /** The number known last before an entry, not older than that. */
    @FunctionalInterface
    interface NumberBefore {
        Optional<BigDecimal> of(FactEntry entry, Instant since);
    }

    /** The violation of a change that somebody has to look at again; empty where it may be recorded. */
    Optional<Violation> unconfirmed(FactEntry entry, ChangeLimit.Finding finding, String at) {
        if (entry.isConfirmed()) {
            return Optional.empty();
        }
        return switch (finding) {
            case NONE, WARN -> Optional.empty();
            case CONFIRM ->
                Optional.of(
                        violation(
                                at + "/value",
                                "CHANGE_NOT_CONFIRMED",
                                "Far from the patient's last value: measure again, and record it with confirmed true if it is right",
                                "Muy distinto del último valor: mida de nuevo y, si es correcto, regístrelo con confirmed true"));
            case CONFIRM_UNIT ->
                Optional.of(
                        violation(
                                at + "/value",
                                "LOOKS_LIKE_ANOTHER_UNIT",
                                "The patient's last value in another unit: convert it, or record it with confirmed true if it is right",
                                "Parece el último valor en otra unidad: conviértalo o, si es correcto, regístrelo con confirmed true"));
        };
    }

    static Violation implausibleForHeight(String at) {
        return violation(
                at + "/value",
                "IMPLAUSIBLE_FOR_HEIGHT",
                "Nobody of this height is likely to weigh that: is it in pounds? Weigh again, or record it with confirmed true",
                "Es poco probable con esta estatura: ¿está en libras? Pese de nuevo o regístrelo con confirmed true");
    }

    private static boolean comesFromElsewhere(FactDefinition fact) {
        return fact.ichd3() != null || fact.code().equals("FAILED_PREVENTIVE_CLASSES");
    }

    private static void checkUnit(FactDefinition fact, FactEntry entry, String at, List<Violation> wrong) {
        if (entry.value() == null) {
            if (entry.unit() != null) {
                wrong.add(violation(
                        at + "/unit", "UNIT_NOT_ALLOWED", "Only a number has a unit", "Solo un número tiene unidad"));
            }
            return;
        }
        var unit = fact.unit();
        if (unit == null || entry.unit() == null && unit.startsWith("{")) {
            return;
        }
        if (!unit.equals(entry.unit())) {
            wrong.add(violation(
                    at + "/unit",
                    entry.unit() == null ? "UNIT_REQUIRED" : "WRONG_UNIT",
                    "The unit of " + fact.code() + " is " + unit,
                    "La unidad de " + fact.code() + " es " + unit));
        }
    }

    private void checkTime(FactEntry entry, String at, List<Violation> wrong) {
        if (entry.observedAt().isAfter(now.plus(CLOCK_SKEW))) {
            wrong.add(violation(at + "/observedAt", "IN_FUTURE", "Not in the future", "No puede ser futuro"));
        }
        if (entry.validUntil() != null
                && (!entry.validUntil().isAfter(entry.observedAt())
                        || entry.validUntil().isAfter(now.plus(LONGEST_VALIDITY)))) {
            wrong.add(violation(
                    at + "/validUntil",
                    "OUT_OF_RANGE",
                    "After it was observed, at most ten years ahead",
                    "Posterior a su observación, a más tardar en diez años"));
        }
        if (clinic.dayOf(entry.observedAt()).isBefore(birthDate)
                || entry.valueDate() != null && entry.valueDate().isBefore(birthDate)) {
            wrong.add(violation(at + "/observedAt", "BEFORE_BIRTH", "Not before birth", "No antes del nacimiento"));
        }
    }

    private static Violation violation(String at, FactProblem problem) {
        return switch (problem) {
            case UNKNOWN_CODE ->
                violation(
                        at + "/code",
                        problem.name(),
                        "The vocabulary has no such fact to record",
                        "El vocabulario no tiene ese dato para registrar");
            case VALUE_MISSING ->
                violation(at, problem.name(), "PRESENT needs its value here", "PRESENTE necesita su valor aquí");
            case VALUE_NOT_ALLOWED ->
                violation(
                        at,
                        problem.name(),
                        "This fact or state has no such value",
                        "Este dato o estado no lleva ese valor");
            case CODE_NOT_ALLOWED ->
                violation(
                        at + "/valueCode",
                        problem.name(),
                        "Not one of the fact's codes",
                        "No es uno de los códigos del dato");
            case OUT_OF_RANGE ->
                violation(
                        at + "/value",
                        problem.name(),
                        "Not a plausible value in this unit",
                        "No es un valor plausible en esta unidad");
            case ABSENT_NOT_ALLOWED ->
                violation(
                        at + "/state",
                        problem.name(),
                        "This is known or unknown, never absent",
                        "Esto se conoce o se desconoce, nunca está ausente");
            case DATE_IN_FUTURE ->
                violation(
                        at + "/valueDate", problem.name(), "Later than it was observed", "Posterior a su observación");
        };
    }

    static Violation violation(String at, String code, String en, String es) {
        return new Violation(at, code, new Text(en, es));
    }
}
