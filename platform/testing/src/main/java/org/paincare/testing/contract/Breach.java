package org.paincare.testing.contract;

/**
 * A change that breaks a released contract.
 *
 * @param contract event type, {@code headers}, or the service for a reserved event
 * @param pointer place in the event, empty for the event as a whole
 * @param rule the rule it breaks
 * @param change what was there and what is there now
 */
record Breach(String contract, String pointer, Rule rule, String change) {

    @Override
    public String toString() {
        var place = pointer.isEmpty() ? contract : contract + " " + pointer;
        return place + ": " + rule + ": " + change + " (" + rule.why() + ")";
    }
}
