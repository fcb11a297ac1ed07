package org.paincare.patient.eligibility.engine;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.paincare.patient.eligibility.engine.FactDefinition.Kind;

/** Looks up the names a condition uses and reports those that do not exist or do not fit. */
final class RuleNames {

    private final FactVocabulary vocabulary;
    private final Map<String, Parameter> parameters;
    private final Set<String> usedParameters = new HashSet<>();

    RuleNames(FactVocabulary vocabulary, Map<String, Parameter> parameters) {
        this.vocabulary = vocabulary;
        this.parameters = parameters;
    }

    /** A recordable fact of one of the kinds; any kind where none is given. */
    String fact(JsonFields fields, String field, Kind... kinds) {
        String code = fields.text(field);
        FactDefinition fact = vocabulary.find(code).orElse(null);
        if (fact == null || fact.derived()) {
            fields.problem("unknown fact " + code);
        } else if (kinds.length > 0 && !Arrays.asList(kinds).contains(fact.kind())) {
            fields.problem(code + " is a " + fact.kind() + ", which " + field + " cannot use");
        }
        return code;
    }

    Set<String> codes(JsonFields fields, String field, String fact) {
        List<String> codes = fields.texts(field);
        Set<String> allowed = vocabulary
                .find(fact)
                .map(definition -> definition.values().keySet())
                .orElse(Set.of());
        codes.stream()
                .filter(code -> !allowed.contains(code))
                .forEach(code -> fields.problem(fact + " has no code " + code));
        return Set.copyOf(codes);
    }

    String parameter(JsonFields fields, String field, String unit) {
        String name = fields.text(field);
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            fields.problem("unknown parameter " + name);
        } else if (!parameter.unit().equals(unit)) {
            fields.problem("%s is in %s, but %s needs %s".formatted(name, parameter.unit(), field, unit));
        }
        usedParameters.add(name);
        return name;
    }

    boolean clearable(String fact) {
        return vocabulary.find(fact).map(FactDefinition::clearable).orElse(false);
    }

    String unit(String fact) {
        return vocabulary.find(fact).map(FactDefinition::unit).orElse("");
    }

    void use(String parameter) {
        usedParameters.add(parameter);
    }

    List<String> unusedParameters() {
        return parameters.keySet().stream()
                .filter(name -> !usedParameters.contains(name))
                .sorted()
                .toList();
    }
}
