package org.paincare.patient;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the versioned data files in the jar, strictly: a field too many or doubled stops the start. */
public final class DataFile {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private DataFile() {}

    /** @throws IllegalStateException where there is no such file */
    public static <T> T read(String path, Class<T> shape) {
        try (var file = DataFile.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("there is no data file " + path);
            }
            return STRICT.readValue(file, shape);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
