package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the rule set's data file: header, parameters, consents, phrases, rules. */
final class RuleSetReader {

    private final Function<String, FactVocabulary> vocabularies;

    RuleSetReader(Function<String, FactVocabulary> vocabularies) {
        this.vocabularies = vocabularies;
    }

    RuleSet read(JsonFields file) {
        String version = file.text("version");
        file.text("title");
        FactVocabulary vocabulary = vocabulary(file);
        List<String> jurisdictions = file.texts("jurisdictions");
        if (jurisdictions.isEmpty()) {
            file.problem("needs jurisdictions");
        }
        List<String> flags = file.texts("policyFlags");
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        file.children("parameters", fields -> parameter(fields, parameters));
        RuleNames names = new RuleNames(vocabulary, parameters);
        List<ConsentRequirement> consents = file.children("consents", fields -> consent(fields, jurisdictions));
        names.use(ConsentCheck.INTERVAL);
        if (!parameters.containsKey(ConsentCheck.INTERVAL) || !parameters.containsKey(PressureCheck.GAP_MINUTES)) {
            file.problem("needs the parameters " + ConsentCheck.INTERVAL + " and " + PressureCheck.GAP_MINUTES);
        }
        names.use(PressureCheck.GAP_MINUTES);
        names.use(PressureCheck.PAIR_SECONDS);
        Map<String, LocalText> phrases = phrases(file, parameters.keySet());
        RuleReader ruleReader =
                new RuleReader(names, Set.copyOf(jurisdictions), Set.copyOf(flags), parameters.keySet());
        List<Rule> rules = file.children("rules", ruleReader::read);
        new RuleTableCheck(rules, file).run();
        names.unusedParameters().forEach(name -> file.problem("no rule uses the parameter " + name));
        return new RuleSet(
                version,
                vocabulary,
                Set.copyOf(jurisdictions),
                Set.copyOf(flags),
                parameters,
                consents,
                phrases,
                rules);
    }

    private FactVocabulary vocabulary(JsonFields file) {
        String wanted = file.text("vocabulary");
        FactVocabulary vocabulary = vocabularies.apply(wanted);
        if (!vocabulary.version().equals(wanted)) {
            file.problem("is written for vocabulary %s, not %s".formatted(wanted, vocabulary.version()));
        }
        return vocabulary;
    }

    private static Parameter parameter(JsonFields fields, Map<String, Parameter> parameters) {
        Parameter parameter = new Parameter(
                fields.text("name"),
                fields.number("value"),
                fields.text("unit"),
                fields.text("source"),
                fields.optionalNumber("min"),
                fields.optionalNumber("max"),
                fields.flag("fromAltitudeProfile"));
        if (parameters.put(parameter.name(), parameter) != null) {
            fields.problem("parameter " + parameter.name() + " is there twice");
        }
        checkBounds(parameter, fields);
        return parameter;
    }

    private static void checkBounds(Parameter parameter, JsonFields fields) {
        BigDecimal min = parameter.min();
        BigDecimal max = parameter.max();
        boolean ours = parameter.source().matches("[DK]");
        if (ours != parameter.overridable() || (min == null) != (max == null)) {
            fields.problem("min and max belong to a parameter of source D or K, both of them");
        } else if (ours && !parameter.accepts(parameter.value())) {
            fields.problem("%s: its own value %s is outside its bounds".formatted(parameter.name(), parameter.value()));
        }
        if (parameter.whole() && parameter.value().stripTrailingZeros().scale() > 0) {
            fields.problem(parameter.name() + " must be whole");
        }
    }

    private static ConsentRequirement consent(JsonFields fields, List<String> jurisdictions) {
        List<String> here = fields.has("jurisdictions") ? fields.texts("jurisdictions") : jurisdictions;
        here.stream()
                .filter(name -> !jurisdictions.contains(name))
                .forEach(name -> fields.problem("unknown jurisdiction " + name));
        return new ConsentRequirement(
                fields.text("type"),
                fields.localText("label"),
                fields.constants("scopes", Scope.class),
                Set.copyOf(here));
    }

    private static Map<String, LocalText> phrases(JsonFields file, Set<String> parameters) {
        Map<String, LocalText> phrases = file.localTexts("phrases");
        List<String> expected = Arrays.stream(Phrase.values()).map(Phrase::name).toList();
        List<String> missing = new ArrayList<>(expected);
        missing.removeAll(phrases.keySet());
        missing.forEach(name -> file.problem("needs the phrase " + name));
        phrases.forEach((name, text) -> {
            if (!expected.contains(name)) {
                file.problem("unknown phrase " + name);
            }
            RuleReader.checkTemplate(text, "phrase " + name, file, parameters);
        });
        return phrases;
    }
}
