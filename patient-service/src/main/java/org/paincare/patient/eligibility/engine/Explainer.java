package org.paincare.patient.eligibility.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts one rule's outcome into words, in both languages, from the rule set's templates. */
final class Explainer {

    private final CaseFile file;
    private final RuleSet ruleSet;
    private final Rule rule;

    Explainer(CaseFile file, Rule rule) {
        this.file = file;
        this.ruleSet = file.ruleSet();
        this.rule = rule;
    }

    RuleResult notApplicable(Severity severity) {
        return plain(severity, Outcome.NOT_APPLICABLE, phrase(Phrase.NOT_APPLICABLE), null);
    }

    RuleResult notImplemented(Severity severity) {
        return plain(severity, Outcome.MISSING, phrase(Phrase.NOT_IMPLEMENTED), rule.change());
    }

    private RuleResult plain(Severity severity, Outcome outcome, LocalText message, @Nullable LocalText change) {
        return result(severity, outcome, Set.of(), List.of(), fill(message, List.of(), null), change, null);
    }

    RuleResult explain(Severity severity, Outcome outcome, Set<Mark> marks, Verdict verdict, @Nullable Waiver waiver) {
        LocalText message = template(verdict.truth());
        for (Mark mark : marks.stream().sorted().toList()) {
            message = message.then(phrase(phraseOf(mark)));
        }
        LocalText change = switch (verdict.truth()) {
            case FALSE -> null;
            case TRUE -> rule.change();
            case UNKNOWN -> phrase(Phrase.RECORD_MISSING);
        };
        // A gap that did not matter is no reason: a passing rule shows what it was decided on.
        List<FactUse> facts = outcome == Outcome.MISSING
                ? verdict.facts()
                : verdict.facts().stream().filter(use -> use.gap() == null).toList();
        Instant changesAt = Stream.of(verdict.changesAt(), waiver == null ? null : waiver.expiresAt())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        LocalText filled = fill(message, facts, waiver);
        return result(
                severity,
                outcome,
                marks,
                facts,
                filled,
                change == null ? null : fill(change, facts, waiver),
                changesAt);
    }

    private RuleResult result(
            Severity severity,
            Outcome outcome,
            Set<Mark> marks,
            List<FactUse> facts,
            LocalText message,
            @Nullable LocalText change,
            @Nullable Instant changesAt) {
        return new RuleResult(
                rule.id(),
                severity,
                outcome,
                marks,
                facts,
                rule.title(),
                message,
                change,
                rule.source(),
                outcome == Outcome.FIRES ? rule.pathway() : null,
                changesAt);
    }

    private LocalText template(Truth truth) {
        return switch (truth) {
            case TRUE -> rule.explanation();
            case FALSE -> phrase(Phrase.PASS);
            case UNKNOWN -> phrase(Phrase.MISSING);
        };
    }

    private static Phrase phraseOf(Mark mark) {
        return switch (mark) {
            case OVERRIDDEN -> Phrase.OVERRIDDEN;
            case DEFERRED -> Phrase.DEFERRED;
            case CLEARED -> Phrase.CLEARED;
            case TASK_ONLY -> Phrase.TASK_ONLY;
        };
    }

    private LocalText fill(LocalText template, List<FactUse> facts, @Nullable Waiver waiver) {
        return new LocalText(
                fill(template.en(), LocalText::en, facts, waiver), fill(template.es(), LocalText::es, facts, waiver));
    }

    private String fill(
            String template, Function<LocalText, String> language, List<FactUse> facts, @Nullable Waiver waiver) {
        return Placeholders.fill(template, name -> switch (name) {
            case "title" -> language.apply(rule.title());
            case "facts" -> list(facts.stream().filter(use -> use.gap() == null).toList(), language);
            case "missing" ->
                list(facts.stream().filter(use -> use.gap() != null).toList(), language);
            case "until" -> waiver == null ? "" : day(waiver.expiresAt()).toString();
            case "reason" -> waiver == null ? "" : waiver.reason();
            default ->
                file.limit(name.substring(Placeholders.PARAMETER.length()))
                        .stripTrailingZeros()
                        .toPlainString();
        });
    }

    private String list(List<FactUse> facts, Function<LocalText, String> language) {
        return facts.isEmpty()
                ? language.apply(phrase(Phrase.NOTHING))
                : facts.stream().map(use -> describe(use, language)).collect(Collectors.joining("; "));
    }

    private String describe(FactUse use, Function<LocalText, String> language) {
        String said = use.gap() == null ? value(use, language) : language.apply(phrase(phraseOf(use.gap())));
        String when = use.observedAt() == null ? "" : " (" + day(use.observedAt()) + ")";
        return label(use.code(), language) + ": " + said + when;
    }

    private String label(String code, Function<LocalText, String> language) {
        return labelOf(code).map(language).orElse(code);
    }

    private Optional<LocalText> labelOf(String code) {
        if (!code.startsWith(ConsentCheck.CODE_PREFIX)) {
            return ruleSet.vocabulary().find(code).map(FactDefinition::label);
        }
        String type = code.substring(ConsentCheck.CODE_PREFIX.length());
        return ruleSet.consents().stream()
                .filter(required -> required.type().equals(type))
                .map(ConsentRequirement::label)
                .findFirst();
    }

    private String value(FactUse use, Function<LocalText, String> language) {
        if (use.value() == null) {
            return language.apply(phrase(use.state() == TriState.ABSENT ? Phrase.STATE_ABSENT : Phrase.STATE_PRESENT));
        }
        FactDefinition fact = ruleSet.vocabulary().find(use.code()).orElse(null);
        if (fact == null) {
            return use.value();
        }
        LocalText code = fact.values().get(use.value());
        String text = code == null ? use.value() : language.apply(code);
        return fact.unit() == null || fact.unit().startsWith("{") ? text : text + " " + fact.unit();
    }

    private static Phrase phraseOf(Gap gap) {
        return switch (gap) {
            case NOT_RECORDED -> Phrase.GAP_NOT_RECORDED;
            case RECORDED_UNKNOWN -> Phrase.GAP_RECORDED_UNKNOWN;
            case TOO_OLD -> Phrase.GAP_TOO_OLD;
            case NOT_USABLE -> Phrase.GAP_NOT_USABLE;
            case NOT_AS_REQUIRED -> Phrase.GAP_NOT_AS_REQUIRED;
            case NEEDS_SECOND_READING -> Phrase.GAP_NEEDS_SECOND_READING;
        };
    }

    private LocalText phrase(Phrase phrase) {
        return ruleSet.phrases().get(phrase.name());
    }

    private LocalDate day(Instant instant) {
        return file.snapshot().dayOf(instant);
    }
}
