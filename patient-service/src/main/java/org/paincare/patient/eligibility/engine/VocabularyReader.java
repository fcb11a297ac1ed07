package org.paincare.patient.eligibility.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the fact vocabulary's data file and refuses what does not fit together. */
final class VocabularyReader {

    private final Set<String> codes = new HashSet<>();

    FactVocabulary read(JsonFields file) {
        String version = file.text("version");
        file.text("title");
        List<FactDefinition> facts = file.children("facts", this::fact);
        if (facts.isEmpty()) {
            file.problem("needs facts");
        }
        return new FactVocabulary(version, facts);
    }

    private FactDefinition fact(JsonFields fields) {
        FactDefinition fact = new FactDefinition(
                fields.text("code"),
                fields.constant("kind", fields.text("kind"), FactDefinition.Kind.class),
                fields.text("group"),
                fields.localText("label"),
                fields.optionalText("unit"),
                fields.optionalNumber("min"),
                fields.optionalNumber("max"),
                fields.localTexts("values"),
                fields.optionalText("absentMeans"),
                fields.flag("dayFact"),
                fields.flag("clearable"),
                fields.flag("derived"),
                fields.optionalText("ichd3"),
                fields.optionalText("usedBy"),
                fields.child("change", VocabularyReader::change));
        if (!fact.code().matches("[A-Z][A-Z0-9_]{1,59}")) {
            fields.problem("code must be of A-Z, 0-9 and _, not " + fact.code());
        }
        if (!codes.add(fact.code())) {
            fields.problem("code " + fact.code() + " is there twice");
        }
        checkShape(fact, fields);
        return fact;
    }

    private static void checkShape(FactDefinition fact, JsonFields fields) {
        boolean number = fact.kind() == FactDefinition.Kind.NUMBER;
        boolean code = fact.kind() == FactDefinition.Kind.CODE;
        if (number != (fact.unit() != null) || number != (fact.min() != null) || number != (fact.max() != null)) {
            fields.problem("unit, min and max belong to a NUMBER, all three");
        }
        if (fact.min() != null && fact.max() != null && fact.min().compareTo(fact.max()) >= 0) {
            fields.problem("min must be less than max");
        }
        if (code == fact.values().isEmpty()) {
            fields.problem("values belong to a CODE");
        }
        if (fact.absentMeans() != null) {
            checkAbsent(fact, fact.absentMeans(), fields);
        }
        if (fact.change() != null && !number) {
            fields.problem("change belongs to a NUMBER");
        }
        if (fact.clearable() && fact.kind() != FactDefinition.Kind.TRISTATE) {
            fields.problem("only a TRISTATE is clearable");
        }
    }

    private static ChangeLimit change(JsonFields fields) {
        ChangeLimit change = new ChangeLimit(
                fields.number("withinDays").intValue(),
                fields.number("warnPercent"),
                fields.number("confirmPercent"),
                fields.child("mistakenUnit", VocabularyReader::mistakenUnit),
                fields.text("source"));
        if (change.withinDays() < 1
                || change.warnPercent().signum() <= 0
                || change.warnPercent().compareTo(change.confirmPercent()) >= 0) {
            fields.problem("needs days, and a warning before the confirmation");
        }
        return change;
    }

    private static ChangeLimit.MistakenUnit mistakenUnit(JsonFields fields) {
        ChangeLimit.MistakenUnit mistaken = new ChangeLimit.MistakenUnit(
                fields.text("unit"), fields.number("perUnit"), fields.number("tolerancePercent"));
        if (mistaken.perUnit().signum() <= 0 || mistaken.tolerancePercent().signum() < 0) {
            fields.problem("perUnit and tolerancePercent are positive");
        }
        return mistaken;
    }

    private static void checkAbsent(FactDefinition fact, String absentMeans, JsonFields fields) {
        boolean fits = switch (fact.kind()) {
            case NUMBER -> absentMeans.matches("\\d{1,6}");
            case CODE -> fact.values().containsKey(absentMeans);
            case TRISTATE, DATE -> false;
        };
        if (!fits) {
            fields.problem("absentMeans does not fit a " + fact.kind());
        }
    }
}
