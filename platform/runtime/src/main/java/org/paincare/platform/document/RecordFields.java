package org.paincare.platform.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/** Which fields of a record are never null, by the name of its schema; nothing where two records could be meant. */
final class RecordFields {

    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName SCHEMA = DotName.createSimple(Schema.class.getName());

    private final Map<String, List<ClassInfo>> byName = new TreeMap<>();

    RecordFields(IndexView index) {
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord()) {
                byName.computeIfAbsent(nameOf(type), name -> new ArrayList<>()).add(type);
            }
        }
    }

    private static String nameOf(ClassInfo type) {
        var schema = type.declaredAnnotation(SCHEMA);
        if (schema != null && schema.value("name") != null) {
            return schema.value("name").asString();
        }
        String name = type.simpleName();
        return name.substring(name.lastIndexOf('$') + 1);
    }

    List<String> alwaysThere(String schema, Set<String> properties) {
        List<ClassInfo> candidates = byName.getOrDefault(schema, List.of());
        if (candidates.size() != 1) {
            return List.of();
        }
        var components = candidates.getFirst().recordComponents();
        var names = new HashSet<String>();
        components.forEach(component -> names.add(component.name()));
        // Where Jackson calls the fields otherwise, the record does not say what is there.
        return names.equals(properties)
                ? components.stream()
                        .filter(RecordFields::isNeverNull)
                        .map(RecordComponentInfo::name)
                        .toList()
                : List.of();
    }

    private static boolean isNeverNull(RecordComponentInfo component) {
        return !component.type().hasAnnotation(NULLABLE)
                && component.annotations().stream()
                        .noneMatch(annotation -> annotation.name().equals(NULLABLE));
    }
}
