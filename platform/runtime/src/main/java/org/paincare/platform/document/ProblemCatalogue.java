package org.paincare.platform.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.paincare.platform.problem.ProblemCode;

/** Every code a refusal of this service can carry, with its status and its title in both languages. */
final class ProblemCatalogue {

    static final String EXTENSION = "x-problem-codes";

    private ProblemCatalogue() {}

    static List<Map<String, Object>> of(IndexView index) {
        var byCode = new TreeMap<String, Map<String, Object>>();
        for (ClassInfo codes : index.getAllKnownImplementations(DotName.createSimple(ProblemCode.class.getName()))) {
            for (ProblemCode code : constants(codes)) {
                var told = new TreeMap<String, Object>();
                told.put("code", code.name());
                told.put("status", code.status());
                told.put("en", code.title().en());
                told.put("es", code.title().es());
                byCode.put(code.name(), told);
            }
        }
        return new ArrayList<>(byCode.values());
    }

    private static List<ProblemCode> constants(ClassInfo codes) {
        try {
            var type = Thread.currentThread()
                    .getContextClassLoader()
                    .loadClass(codes.name().toString());
            var found = new ArrayList<ProblemCode>();
            if (type.isEnum()) {
                for (Object constant : type.getEnumConstants()) {
                    found.add((ProblemCode) constant);
                }
            }
            return found;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("an indexed class is there", e);
        }
    }
}
