package org.paincare.outcome.safety;

/** How fast a human must have seen it, most urgent first; the times are in {@link SafetyRules}. */
public enum AlertLevel {
    URGENT,
    HIGH,
    MEDIUM,
    LOW
}
