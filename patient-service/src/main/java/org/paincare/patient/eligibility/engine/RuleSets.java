package org.paincare.patient.eligibility.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Loads rule sets. A version is a pair of files, {@code rules-<version>.json} and the {@code facts-<version>.json} it
 * names; a version once published is never edited, a change is a new file.
 */
public final class RuleSets {

    /** Every version there is, the oldest first. */
    public static final List<String> PUBLISHED = List.of("2026.1", "2026.2");

    /** The version new evaluations use. */
    public static final String CURRENT = PUBLISHED.getLast();

    private static final String FOLDER = "/eligibility/";

    // Doubled keys hide a rule, trailing text hides a second file, floats lose digits: all three are refused.
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final JsonMapper GOLDEN = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Map<String, RuleSet> LOADED = new ConcurrentHashMap<>();

    private RuleSets() {}

    /** The rule set new evaluations use. */
    public static RuleSet current() {
        return version(CURRENT);
    }

    /**
     * A rule set shipped with the service, for explaining or repeating an earlier evaluation. Read and checked once.
     *
     * @throws RuleDataException when there is no such version or its files do not fit together
     */
    public static RuleSet version(String version) {
        return LOADED.computeIfAbsent(version, RuleSets::published);
    }

    /**
     * Reads a clinic's own rule set, written for a shipped vocabulary, and decides its golden cases.
     *
     * @throws RuleDataException listing every problem
     */
    public static RuleSet uploaded(String rulesJson, String goldenJson) {
        try {
            RuleSet rules = load(rulesJson, RuleSets::shippedVocabulary);
            check(rules, goldenJson);
            return rules;
        } catch (IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | DateTimeException
                | ArithmeticException unreadable) {
            // What is not there or is no number, day or code: a clinic's file is not known to have the shipped one's
            // shape.
            throw new RuleDataException("rule set", List.of("/: something is missing or is no number, day or code"));
        }
    }

    /** Another version's name never reaches the class path. */
    private static FactVocabulary shippedVocabulary(String version) {
        return PUBLISHED.stream()
                .map(RuleSets::version)
                .map(RuleSet::vocabulary)
                .filter(vocabulary -> vocabulary.version().equals(version))
                .findFirst()
                .orElseGet(() -> current().vocabulary());
    }

    private static RuleSet published(String version) {
        RuleSet rules = load(resource("rules-" + version + ".json"), RuleSets::vocabularyVersion);
        if (version.equals(CURRENT)) {
            check(rules, resource("golden-" + version + ".json"));
        }
        return rules;
    }

    /**
     * Decides the golden cases of a version.
     *
     * @throws RuleDataException listing every case that is decided otherwise than its medical director expects
     */
    static void check(RuleSet rules, String goldenJson) {
        GoldenCases golden;
        try {
            golden = GOLDEN.readValue(goldenJson, GoldenCases.class);
        } catch (JsonProcessingException e) {
            throw new RuleDataException("golden cases", List.of("/: " + e.getOriginalMessage()));
        }
        List<String> problems = new ArrayList<>(golden.problems(rules));
        if (!golden.version().equals(rules.version())) {
            problems.add("are of version " + golden.version() + ", not " + rules.version());
        }
        if (!problems.isEmpty()) {
            throw new RuleDataException("golden cases", problems);
        }
    }

    /**
     * Reads and checks a vocabulary.
     *
     * @throws RuleDataException listing every problem
     */
    public static FactVocabulary loadVocabulary(String json) {
        return parse("fact vocabulary", json, new VocabularyReader()::read);
    }

    /**
     * Reads and checks a rule set against the vocabulary it is written for.
     *
     * @throws RuleDataException listing every problem
     */
    public static RuleSet load(String json, FactVocabulary vocabulary) {
        return load(json, version -> vocabulary);
    }

    private static RuleSet load(String json, Function<String, FactVocabulary> vocabularies) {
        return parse("rule set", json, file -> new RuleSetReader(vocabularies).read(file));
    }

    private static FactVocabulary vocabularyVersion(String version) {
        return loadVocabulary(resource("facts-" + version + ".json"));
    }

    private static <T> T parse(String what, String json, Function<JsonFields, T> reader) {
        List<String> problems = new ArrayList<>();
        JsonNode tree;
        try {
            tree = STRICT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new RuleDataException(what, List.of("/: " + e.getOriginalMessage()));
        }
        T result;
        try (JsonFields file = new JsonFields(tree, "", problems)) {
            result = reader.apply(file);
        }
        if (!problems.isEmpty()) {
            throw new RuleDataException(what, problems);
        }
        return result;
    }

    private static String resource(String name) {
        try (InputStream stream = RuleSets.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new RuleDataException(name, List.of("/: there is no such version"));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
