package org.paincare.session.protocol;

/** Which row of the rate guardrail holds: headache, or the wider chronic-pain range of the consensus. */
public enum LimitSet {
    HEADACHE,
    CHRONIC_PAIN
}
