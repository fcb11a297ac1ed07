package org.paincare.session.plan;

/** What a plan is for. */
public enum Phase {
    INDUCTION,
    MAINTENANCE,
    RESCUE
}
