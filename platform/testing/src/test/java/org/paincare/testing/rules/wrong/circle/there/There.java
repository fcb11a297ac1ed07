package org.paincare.testing.rules.wrong.circle.there;

import org.paincare.testing.rules.wrong.circle.Here;

/** Tells one who tells it back. */
public record There(Here here) {}
