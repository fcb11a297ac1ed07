package org.paincare.testing.rules.wrong.circle;

import org.paincare.testing.rules.wrong.circle.there.There;

/** Tells one who tells it back. */
public record Here(There there) {}
