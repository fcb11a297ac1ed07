package org.paincare.platform.problem;

import org.paincare.platform.Text;

/**
 * One thing wrong with one place of the request.
 *
 * @param pointer RFC 6901 pointer into the body, or the name of a parameter
 * @param code    UPPER_SNAKE, stable
 */
public record Violation(String pointer, String code, Text message) {}
