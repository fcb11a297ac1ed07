package org.paincare.patient.eligibility.engine;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one rule. */
final class RuleReader {

    private static final String DEFERRABLE = "M*";

    private final RuleNames names;
    private final Set<String> jurisdictions;
    private final Set<String> policyFlags;
    private final Set<String> parameters;

    RuleReader(RuleNames names, Set<String> jurisdictions, Set<String> policyFlags, Set<String> parameters) {
        this.names = names;
        this.jurisdictions = jurisdictions;
        this.policyFlags = policyFlags;
        this.parameters = parameters;
    }

    Rule read(JsonFields fields) {
        Severity severity = severity(fields);
        Set<Scope> scopes = fields.constants("scopes", Scope.class);
        boolean untilCleared = fields.flag("untilCleared");
        if (untilCleared && severity != Severity.X) {
            fields.problem("only an X can stand until cleared");
        }
        Rule rule = new Rule(
                fields.text("id"),
                severity,
                fields.children("exceptions", this::exception),
                scopes,
                jurisdictions(fields),
                fields.constants("settings", Setting.class),
                fields.constants("infusionKinds", InfusionKind.class),
                conditions(fields, scopes, new ConditionReader(names, untilCleared)),
                fields.flag("dayScale"),
                fields.localText("title"),
                fields.localText("explanation"),
                fields.localText("change"),
                fields.text("source"),
                fields.optionalText("pathway"));
        if (rule.dayScale() && !scopes.contains(Scope.P)) {
            fields.problem("dayScale is about scope P");
        }
        if ((rule.title().en() + rule.title().es()).contains("{")) {
            fields.problem("a title has no placeholders");
        }
        Stream.of(rule.explanation(), rule.change())
                .forEach(text -> checkTemplate(text, "rule " + rule.id(), fields, parameters));
        return rule;
    }

    static void checkTemplate(LocalText text, String where, JsonFields fields, Set<String> parameters) {
        Stream.of(text.en(), text.es())
                .flatMap(template -> Placeholders.unknown(template, parameters).stream())
                .forEach(name -> fields.problem(where + " has an unknown placeholder {" + name + "}"));
    }

    private static Severity severity(JsonFields fields) {
        String text = fields.text("severity");
        return text.equals(DEFERRABLE) ? Severity.M_DEFERRABLE : plain(fields, text);
    }

    private static Severity plain(JsonFields fields, String text) {
        Severity severity = fields.constant("severity", text, Severity.class);
        if (severity == Severity.M_DEFERRABLE) {
            fields.problem("write " + DEFERRABLE);
        }
        return severity;
    }

    private Rule.SeverityException exception(JsonFields fields) {
        String setting = fields.optionalText("setting");
        String flag = fields.optionalText("policyFlag");
        if ((setting == null) == (flag == null)) {
            fields.problem("needs a setting or a policyFlag");
        }
        if (flag != null && !policyFlags.contains(flag)) {
            fields.problem("unknown policy flag " + flag);
        }
        return new Rule.SeverityException(
                setting == null ? null : fields.constant("setting", setting, Setting.class), flag, severity(fields));
    }

    private Set<String> jurisdictions(JsonFields fields) {
        if (!fields.has("jurisdictions")) {
            return jurisdictions;
        }
        List<String> here = fields.texts("jurisdictions");
        here.stream()
                .filter(name -> !jurisdictions.contains(name))
                .forEach(name -> fields.problem("unknown jurisdiction " + name));
        if (here.isEmpty()) {
            fields.problem("jurisdictions must not be empty");
        }
        return new HashSet<>(here);
    }

    private static Map<Scope, Condition> conditions(JsonFields fields, Set<Scope> scopes, ConditionReader reader) {
        Map<Scope, Condition> conditions = new EnumMap<>(Scope.class);
        Condition always = fields.child("when", reader::read);
        Condition programme = fields.child("whenInProgramme", reader::read);
        Condition session = fields.child("whenInSession", reader::read);
        if (always != null) {
            scopes.forEach(scope -> conditions.put(scope, always));
        }
        if (programme != null) {
            conditions.put(Scope.P, programme);
        }
        if (session != null) {
            conditions.put(Scope.S, session);
        }
        if (always != null && (programme != null || session != null)) {
            fields.problem("has when beside whenInProgramme or whenInSession");
        }
        boolean notImplemented = fields.flag("notImplemented");
        if (notImplemented != conditions.isEmpty()
                || (!notImplemented && !conditions.keySet().equals(scopes))) {
            fields.problem("needs a condition for each of its scopes and no other, or notImplemented");
        }
        return conditions;
    }
}
