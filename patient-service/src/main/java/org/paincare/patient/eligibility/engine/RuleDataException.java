package org.paincare.patient.eligibility.engine;

import java.util.List;

/** A data file was refused. Lists every problem found, each with its place in the file. */
public final class RuleDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    RuleDataException(String file, List<String> problems) {
        super(file + " is refused: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
