package org.paincare.outcome.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every published vector, compared as text: keys, their order, nulls, 10 against 10.0. */
class InstrumentVectorsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final Instruments instruments = Instruments.shipped();

    @TestFactory
    Stream<DynamicTest> everyVectorScoresExactlyAsPublished() throws IOException {
        return vectors()
                .map(vector -> DynamicTest.dynamicTest(vector.path("id").asText(), () -> {
                    var score = instruments.score(
                            vector.path("instrument").asText(),
                            vector.path("items"),
                            vector.path("policy").asText());

                    assertThat(EXACT.writeValueAsString(score.toJson()))
                            .isEqualTo(vector.path("expected").toString());
                }));
    }

    @Test
    void theVectorsNameTheVersionAndDefaultPolicyOfEachFile() throws IOException {
        List<JsonNode> vectors = vectors().toList();

        assertThat(vectors).allSatisfy(vector -> {
            var instrument = instruments.required(vector.path("instrument").asText());
            assertThat(instrument.version()).isEqualTo(vector.path("version").asText());
            assertThat(instrument.policies().getFirst().name())
                    .isEqualTo(vector.path("policy").asText());
        });
        assertThat(vectors.stream()
                        .map(vector -> vector.path("instrument").asText())
                        .distinct())
                .hasSameSizeAs(instruments.all());
    }

    private static Stream<JsonNode> vectors() throws IOException {
        JsonNode all = JSON.readTree(InstrumentVectorsTest.class.getResourceAsStream("/instrument-vectors.json"));
        return StreamSupport.stream(all.spliterator(), false);
    }
}
