package org.paincare.session.reference;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The version of a data file, {@code guardrails@2026.1}; every result names the one it was computed with. */
public record Version(@JsonValue String id) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z-]{1,40}@[0-9]{4}\\.[0-9]{1,4}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Version {
        if (!FORM.matcher(id).matches()) {
            throw new InvalidData("a version looks like guardrails@2026.1, not " + id);
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
