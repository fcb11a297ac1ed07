package org.paincare.outcome.rules;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a rule file into its record. Every field is required, unknown ones are refused, and the record's constructor
 * refuses numbers that contradict each other: a faulty file stops the start, or the signature of a clinic's own version.
 */
public final class RuleFiles {

    private static final String FOLDER = "/rules/";
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RuleFiles() {}

    /** A file shipped with this service, by its file name. */
    public static <T> T shipped(Class<T> type, String file) {
        try (InputStream in = RuleFiles.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new InvalidRules(file, "not shipped");
            }
            return read(type, file, in);
        } catch (IOException e) {
            throw new InvalidRules(file, String.valueOf(e.getMessage()));
        }
    }

    /** Any version, a clinic's own too. */
    public static <T> T read(Class<T> type, String file, InputStream in) {
        try {
            return JSON.readValue(in, type);
        } catch (IOException e) {
            throw new InvalidRules(file, String.valueOf(e.getMessage()));
        }
    }

    /** Says what a rule demands of its numbers; used by the records' constructors. */
    public static void need(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** A rule file that cannot be used. */
    public static final class InvalidRules extends RuntimeException {
        InvalidRules(String file, String fault) {
            super(file + ": " + fault);
        }
    }
}
