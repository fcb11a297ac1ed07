package org.paincare.outcome.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.platform.Text;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;

/** The answers to checks that are no instrument: a few named values each, as data. */
public record CheckForms(String version, String mark, List<String> sources, Map<String, List<Field>> checks) {

    public enum Type {
        YES_NO,
        WHOLE,
        NUMBER
    }

    /** @param from and {@code to} inclusive, for numbers */
    public record Field(String name, Type type, BigDecimal from, BigDecimal to, boolean required) {}

    public CheckForms {
        sources = List.copyOf(sources);
        checks = Map.copyOf(checks);
        checks.forEach((code, fields) -> RuleFiles.need(!fields.isEmpty(), code + " asks nothing"));
    }

    static CheckForms shipped() {
        return RuleFiles.shipped(CheckForms.class, "checks-1.json");
    }

    /**
     * Refuses answers that are not this check's.
     *
     * @param complete whether every required value must be there
     * @throws Problem ITEMS_MALFORMED, ANSWER_INVALID with every fault
     */
    void check(String code, JsonNode items, boolean complete) {
        var fields = checks.getOrDefault(code, List.of());
        if (!items.isObject()) {
            throw Problem.of(OutcomeProblem.ITEMS_MALFORMED);
        }
        var faults = new ArrayList<Violation>();
        items.fieldNames().forEachRemaining(name -> {
            if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                faults.add(fault(name, "ITEM_UNKNOWN", "Not asked here.", "Esto no se pregunta aquí."));
            }
        });
        for (var field : fields) {
            var answer = items.get(field.name());
            if (answer == null || answer.isNull()) {
                if (complete && field.required()) {
                    faults.add(fault(field.name(), "REQUIRED", "An answer is needed.", "Falta la respuesta."));
                }
            } else if (!fits(field, answer)) {
                faults.add(fault(field.name(), "OUT_OF_RANGE", said(field, "to"), said(field, "a")));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.of(OutcomeProblem.ANSWER_INVALID, faults);
        }
    }

    private static boolean fits(Field field, JsonNode answer) {
        return switch (field.type()) {
            case YES_NO -> answer.isBoolean();
            case WHOLE -> answer.isIntegralNumber() && within(field, answer);
            case NUMBER -> answer.isNumber() && within(field, answer);
        };
    }

    private static boolean within(Field field, JsonNode answer) {
        var value = answer.decimalValue();
        return value.compareTo(field.from()) >= 0 && value.compareTo(field.to()) <= 0;
    }

    private static String said(Field field, String to) {
        return field.type() == Type.YES_NO
                ? "true / false"
                : field.from().toPlainString() + " " + to + " " + field.to().toPlainString();
    }

    private static Violation fault(String name, String code, String en, String es) {
        return new Violation("/items/" + name, code, new Text(en, es));
    }
}
