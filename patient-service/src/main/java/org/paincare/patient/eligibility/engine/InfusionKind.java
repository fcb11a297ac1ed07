package org.paincare.patient.eligibility.engine;

/** Whether one infusion or a series is planned. */
public enum InfusionKind {
    SINGLE,
    SERIES
}
