package org.paincare.patient.clinic;

/** Told inside this service, in the transaction of the change: a value of the current clinic that rules decide by is another. */
public record RuleValuesChanged() {}
