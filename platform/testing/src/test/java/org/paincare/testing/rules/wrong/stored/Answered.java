package org.paincare.testing.rules.wrong.stored;

import jakarta.validation.constraints.NotNull;

/** Asks for what nobody checks: the annotation is on the inner type's use alone. */
record Answered(Answered.@NotNull Part unchecked, @NotNull String checked) {

    record Part(String text) {}
}
