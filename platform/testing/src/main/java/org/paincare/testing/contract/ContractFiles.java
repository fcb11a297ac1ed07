package org.paincare.testing.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of platform/contracts on the class path, by their path under {@code contracts/}. */
final class ContractFiles {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final YAMLMapper YAML = new YAMLMapper();

    private ContractFiles() {}

    static JsonNode json(String path) {
        return parse(text(path), path);
    }

    static JsonNode parse(String json, String source) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not JSON: " + source, e);
        }
    }

    static JsonNode yaml(String path) {
        try {
            return YAML.readTree(text(path));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not YAML: " + path, e);
        }
    }

    static String text(String path) {
        try (var in = ContractFiles.class.getClassLoader().getResourceAsStream("contracts/" + path)) {
            if (in == null) {
                throw new IllegalStateException("contracts/" + path + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
