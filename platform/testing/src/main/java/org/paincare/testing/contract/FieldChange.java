package org.paincare.testing.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One breaking difference between a released field and the same field now.
 *
 * @param rule the rule it breaks
 * @param text what was there and what is there now
 */
record FieldChange(Rule rule, String text) {

    /** Keywords whose greater value allows less. */
    private static final Set<String> LOWER_BOUNDS = Set.of("minLength", "minimum", "minItems", "uniqueItems");

    static List<FieldChange> between(Field old, Field now) {
        var changes = new ArrayList<FieldChange>();
        if (old.required() != now.required()) {
            changes.add(
                    now.required()
                            ? new FieldChange(Rule.FIELD_MADE_REQUIRED, "was optional")
                            : new FieldChange(Rule.FIELD_MADE_OPTIONAL, "was required"));
        }
        if (!old.types().equals(now.types())) {
            var rule = expanded(old).containsAll(expanded(now)) ? Rule.TYPE_NARROWED : Rule.TYPE_CHANGED;
            changes.add(new FieldChange(rule, old.types() + " became " + now.types()));
        }
        values(old, now, changes);
        if (!Objects.equals(old.pattern(), now.pattern())) {
            changes.add(new FieldChange(Rule.PATTERN_CHANGED, old.pattern() + " became " + now.pattern()));
        }
        if (!Objects.equals(old.format(), now.format())) {
            changes.add(new FieldChange(Rule.FORMAT_CHANGED, old.format() + " became " + now.format()));
        }
        limits(old, now, changes);
        if (old.closed() != now.closed()) {
            changes.add(new FieldChange(Rule.ADDITIONAL_PROPERTIES_CHANGED, now.closed() ? "closed" : "opened"));
        }
        return changes;
    }

    private static void values(Field old, Field now, List<FieldChange> changes) {
        if (old.values().isEmpty() && !now.values().isEmpty()) {
            changes.add(new FieldChange(Rule.ENUM_VALUE_REMOVED, "all but " + now.values()));
            return;
        }
        if (now.values().isEmpty() && !old.values().isEmpty() || now.extensible() && !old.extensible()) {
            changes.add(new FieldChange(Rule.ENUM_OPENED, "was closed: " + old.values()));
            return;
        }
        old.values().stream()
                .filter(value -> !now.values().contains(value))
                .forEach(value -> changes.add(new FieldChange(Rule.ENUM_VALUE_REMOVED, value)));
        now.values().stream()
                .filter(value -> !old.extensible() && !old.values().contains(value))
                .forEach(value -> changes.add(new FieldChange(Rule.ENUM_VALUE_ADDED, value)));
    }

    private static void limits(Field old, Field now, List<FieldChange> changes) {
        var keywords = new TreeSet<>(old.limits().keySet());
        keywords.addAll(now.limits().keySet());
        for (var keyword : keywords) {
            var before = old.limits().get(keyword);
            var after = now.limits().get(keyword);
            if (before != null && after != null && before.compareTo(after) == 0) {
                continue;
            }
            var tighter = before == null || after != null && isTighter(keyword, before, after);
            changes.add(new FieldChange(
                    tighter ? Rule.LIMIT_TIGHTENED : Rule.LIMIT_LOOSENED,
                    keyword + " " + shown(before) + " became " + shown(after)));
        }
    }

    private static boolean isTighter(String keyword, BigDecimal before, BigDecimal after) {
        return LOWER_BOUNDS.contains(keyword) == after.compareTo(before) > 0;
    }

    private static String shown(@Nullable BigDecimal limit) {
        return limit == null ? "(none)" : limit.toPlainString();
    }

    /** Every integer is a number. */
    private static Set<String> expanded(Field field) {
        var types = new TreeSet<>(field.types());
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }
}
