package org.paincare.session.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paincare.platform.scoring.Scorer;

/** The reference's vectors of the scales that this service scores too. */
class InstrumentVectorsTest {

    static Stream<JsonNode> vectors() throws IOException {
        try (var file = InstrumentVectorsTest.class.getResourceAsStream("/instrument-vectors.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(file).spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void scoresAsTheReferenceSays(JsonNode vector) {
        var instrument = Scales.shipped().get(vector.get("instrument").asText());
        assertThat(instrument.version()).isEqualTo(vector.get("version").asText());

        var score = Scorer.score(
                        instrument, vector.get("items"), vector.get("policy").asText())
                .toJson();

        vector.get("expected")
                .properties()
                .forEach(expected -> assertThat(score.path(expected.getKey()).toString())
                        .as(vector.get("id").asText() + " " + expected.getKey())
                        .isEqualTo(expected.getValue().toString()));
    }
}
