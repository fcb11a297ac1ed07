package org.paincare.outcome.rules;

/** Which version of which rules a result was computed with. */
public record RuleRef(String rules, String version) {}
