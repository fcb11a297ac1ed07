package org.paincare.platform.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;

/**
 * An operation's name from its method and path, so that it stays the same while classes and methods are renamed:
 * {@code GET /v1/patients/{patientId}/consents} is {@code getPatientConsents}, {@code POST /v1/sessions/{id}/start} is
 * {@code postSessionStart}.
 */
final class OperationNames {

    private static final Pattern VERSION = Pattern.compile("v\\d+");

    private final Set<String> taken = new HashSet<>();

    String of(HttpMethod verb, String address) {
        String brief = name(verb, address, false);
        if (taken.add(brief)) {
            return brief;
        }
        String full = name(verb, address, true);
        if (!taken.add(full)) {
            throw new IllegalStateException("two operations would be called " + full);
        }
        return full;
    }

    private static String name(HttpMethod verb, String address, boolean withVariables) {
        List<String> words = new ArrayList<>();
        for (String segment : address.split("/")) {
            if (segment.startsWith("{")) {
                if (withVariables) {
                    words.add("by-" + segment.substring(1, segment.length() - 1));
                } else if (!words.isEmpty()) {
                    words.set(words.size() - 1, singular(words.getLast()));
                }
            } else if (!segment.isEmpty() && !VERSION.matcher(segment).matches()) {
                words.add(segment);
            }
        }
        StringBuilder name = new StringBuilder(verb.name().toLowerCase(Locale.ROOT));
        for (String word : String.join("-", words).split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return name.toString();
    }

    private static String singular(String plural) {
        if (plural.endsWith("ies")) {
            return plural.substring(0, plural.length() - 3) + "y";
        }
        return plural.endsWith("s") && !plural.endsWith("ss") ? plural.substring(0, plural.length() - 1) : plural;
    }
}
