package org.paincare.session.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.function.Function;

/**
 * Reads a data file into records, or refuses it: unknown and repeated fields, numbers where a decimal text belongs,
 * missing parts, anything the records themselves refuse. Immutable, safe from any thread.
 */
public final class DataFiles {

    private static final ObjectMapper STRICT = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private DataFiles() {}

    /** A file on the class path of this service. */
    public static <T> T builtIn(String resource, Class<T> type) {
        try (InputStream in = DataFiles.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new InvalidData("no data file " + resource);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), type);
        } catch (IOException unreadable) {
            throw new InvalidData("cannot read " + resource, unreadable);
        } catch (InvalidData invalid) {
            throw new InvalidData(resource + ": " + invalid.getMessage(), invalid);
        }
    }

    /** The text of a data file, such as a clinic's own version of one. */
    public static <T> T parse(String yaml, Class<T> type) {
        try {
            return Objects.requireNonNull(STRICT.readValue(yaml, type), "empty file");
        } catch (JsonProcessingException | NullPointerException | IllegalArgumentException refused) {
            throw new InvalidData(String.valueOf(refused.getMessage()), refused);
        }
    }

    /** Refuses a list in which two rows share an id. */
    public static <T> void requireUnique(Collection<T> rows, Function<T, ?> id) {
        var seen = new HashSet<>();
        for (T row : rows) {
            if (!seen.add(id.apply(row))) {
                throw new InvalidData("twice in one file: " + id.apply(row));
            }
        }
    }

    /** Refuses a row for which the condition does not hold. */
    public static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidData(message);
        }
    }
}
