package org.paincare.session.reference;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * Where a figure comes from: one or more tags of {@code reference/sources.yaml}, with words around them if needed. D
 * marks a design default and K general knowledge; both need a medical director's signature in a clinic.
 */
public record Source(@JsonValue String text) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Source {
        if (Arrays.stream(text.split("[^A-Za-z0-9]+")).noneMatch(Sources.BUILT_IN::knows)) {
            throw new InvalidData("no known source in: " + text);
        }
    }

    /** Whether a medical director has to sign the figure because no publication carries it. */
    public boolean needsSignature() {
        return Arrays.stream(text.split("[^A-Za-z0-9]+")).anyMatch(tag -> tag.equals("D") || tag.equals("K"));
    }

    @Override
    public String toString() {
        return text;
    }
}
