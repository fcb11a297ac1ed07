package org.paincare.outcome.assessment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.platform.Text;
import org.paincare.platform.identity.Role;

/** The checks of the calendar that the team does, as tasks: whose each is and what it is called. */
record StaffTaskKinds(String version, String mark, List<String> sources, List<Kind> tasks) {

    record Kind(String code, Role assignee, String en, String es) {}

    StaffTaskKinds {
        sources = List.copyOf(sources);
        tasks = List.copyOf(tasks);
        RuleFiles.need(tasks.stream().map(Kind::code).distinct().count() == tasks.size(), "a check is named twice");
    }

    static StaffTaskKinds shipped() {
        return RuleFiles.shipped(StaffTaskKinds.class, "staff-tasks-1.json");
    }

    Map<String, Kind> byCode() {
        return tasks.stream().collect(Collectors.toMap(Kind::code, Function.identity()));
    }

    Set<String> codesOf(Role assignee) {
        return tasks.stream()
                .filter(kind -> kind.assignee() == assignee)
                .map(Kind::code)
                .collect(Collectors.toSet());
    }

    String label(String code, Locale language) {
        var kind = byCode().get(code);
        return kind == null ? code : new Text(kind.en(), kind.es()).in(language);
    }
}
