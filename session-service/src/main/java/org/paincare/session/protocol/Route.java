package org.paincare.session.protocol;

/** How the drug enters. */
public enum Route {
    INTRAVENOUS_INFUSION,
    INTRAVENOUS_BOLUS,
    INTRANASAL
}
