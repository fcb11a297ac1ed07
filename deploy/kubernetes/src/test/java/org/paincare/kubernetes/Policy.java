package org.paincare.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ValidatingAdmissionPolicy as the API server would apply it: its CEL is compiled and run, a fault in it refuses. */
final class Policy {

    private static final Cel CEL = CelFactory.standardCelBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("object", SimpleType.DYN)
            .addVar("request", SimpleType.DYN)
            .addVar("variables", SimpleType.DYN)
            .build();

    private record Rule(String message, CelRuntime.Program expression) {}

    private final List<CelRuntime.Program> conditions = new ArrayList<>();
    private final Map<String, CelRuntime.Program> variables = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();

    static Policy of(Resource definition) {
        Policy policy = new Policy();
        definition.all("/spec/matchConditions").forEach(each -> policy.conditions.add(program(each)));
        definition
                .all("/spec/variables")
                .forEach(each -> policy.variables.put(each.path("name").asText(), program(each)));
        definition
                .all("/spec/validations")
                .forEach(each -> policy.rules.add(new Rule(each.path("message").asText(), program(each))));
        return policy;
    }

    List<String> messages() {
        return rules.stream().map(Rule::message).toList();
    }

    /** The messages of the rules that this resource breaks. */
    List<String> refusals(Resource resource, String user) {
        Map<String, Object> known = new HashMap<>();
        known.put("object", plain(resource.json()));
        known.put("request", Map.of("userInfo", Map.of("username", user)));
        Map<String, Object> values = new HashMap<>();
        known.put("variables", values);
        for (CelRuntime.Program condition : conditions) {
            if (!Boolean.TRUE.equals(run(condition, known))) {
                return List.of();
            }
        }
        variables.forEach((name, program) -> values.put(name, run(program, known)));
        return rules.stream()
                .filter(rule -> !Boolean.TRUE.equals(run(rule.expression(), known)))
                .map(Rule::message)
                .toList();
    }

    private static CelRuntime.Program program(JsonNode named) {
        try {
            return CEL.createProgram(
                    CEL.compile(named.path("expression").asText()).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException(named.path("expression").asText(), e);
        }
    }

    private static Object run(CelRuntime.Program program, Map<String, Object> known) {
        try {
            return program.eval(known);
        } catch (CelEvaluationException e) {
            return "fault: " + e.getMessage();
        }
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(each -> map.put(each.getKey(), plain(each.getValue())));
            return map;
        }
        if (node.isArray()) {
            return Resource.items(node).map(Policy::plain).toList();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isIntegralNumber() ? (Object) node.asLong() : node.asText();
    }
}
