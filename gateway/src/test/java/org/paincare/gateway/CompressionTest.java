package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large lists are sent compressed to whoever takes it; single resources, secrets and streams never. */
@QuarkusTest
class CompressionTest extends WireTest {

    private static final String LIST = "{\"items\":[" + "{\"kind\":\"WEIGHT\"},".repeat(5000) + "{}]}";

    private void answers(String... headers) {
        patient.on(PATIENT + "/facts", (request, peer) -> peer.json(200, LIST, headers));
    }

    private static String unpacked(Wire.Reply reply) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(reply.bytes()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, gzip;q=0.5", "GZIP;q=1.0, *;q=0", "deflate,gzip"})
    void aLargeListIsCompressed(String accepted) throws Exception {
        answers();

        var reply = get(PATIENT + "/facts", "Accept-Encoding: " + accepted);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Encoding")).containsExactly("gzip");
        assertThat(reply.header("Vary")).contains("Accept-Encoding");
        assertThat(reply.header("Content-Length")).isEmpty();
        assertThat(reply.bytes().length).isLessThan(LIST.length() / 10);
        assertThat(unpacked(reply)).isEqualTo(LIST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "gzip;q=0.000, br", "notgzip", ""})
    void whoeverDoesNotTakeItGetsItAsItIs(String accepted) throws Exception {
        answers();

        var reply = get(PATIENT + "/facts", "Accept-Encoding: " + accepted);

        assertThat(reply.header("Content-Encoding")).isEmpty();
        assertThat(reply.header("Vary")).contains("Accept-Encoding");
        assertThat(reply.body()).isEqualTo(LIST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ETag: \"7\"",
                "Content-Encoding: br",
                "Cache-Control: no-store, no-transform",
            })
    void whatNamesItsBytesIsLeftAlone(String header) throws Exception {
        answers(header);

        assertThat(get(PATIENT + "/facts", "Accept-Encoding: gzip").body()).isEqualTo(LIST);
    }

    @Test
    void anAnswerToAPostIsNeverCompressedBecauseItMayCarryASecret() throws Exception {
        answers();

        assertThat(post(PATIENT + "/facts", "{}", "Accept-Encoding: gzip").body())
                .isEqualTo(LIST);
    }

    @Test
    void aSmallAnswerIsNotWorthIt() throws Exception {
        var reply = get(PATIENT, "Accept-Encoding: gzip");

        assertThat(reply.header("Content-Encoding")).isEmpty();
        assertThat(reply.body()).contains("patient");
    }
}
