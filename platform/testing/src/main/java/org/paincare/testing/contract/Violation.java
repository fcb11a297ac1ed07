package org.paincare.testing.contract;

/**
 * One way in which an event breaks its contract.
 *
 * @param pointer RFC 6901 pointer to the field; for a missing field, to where it should be
 * @param keyword what was broken: a JSON Schema keyword, or a name of our own in camel case
 * @param message for a developer; may repeat the value, so it belongs in tests and not in logs
 */
public record Violation(String pointer, String keyword, String message) {

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "(root)" : pointer) + ": " + keyword + ": " + message;
    }
}
