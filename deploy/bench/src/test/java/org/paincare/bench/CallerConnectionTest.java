package org.paincare.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallerConnectionTest {

    @Test
    void an_answer_is_read_to_its_end_and_no_further() throws Exception {
        var in = stream("""
                HTTP/1.1 201 Created
                content-length: 5

                12345HTTP/1.1 409 Conflict
                Content-Length: 0

                """);

        assertThat(CallerConnection.readAnswer(in)).isEqualTo(201);
        assertThat(CallerConnection.readAnswer(in)).isEqualTo(409);
        assertThat(in.available()).isZero();
    }

    @Test
    void chunks_are_read_up_to_the_last_and_its_trailers() throws Exception {
        var in = stream("""
                HTTP/1.1 200 OK
                Transfer-Encoding: chunked

                a;part=1
                0123456789
                3
                abc
                0
                Trailer: end

                HTTP/1.1 204 No Content

                """);

        assertThat(CallerConnection.readAnswer(in)).isEqualTo(200);
        assertThat(CallerConnection.readAnswer(in)).isEqualTo(204);
    }

    @Test
    void half_an_answer_is_none() {
        assertThatThrownBy(() -> CallerConnection.readAnswer(stream("HTTP/1.1 200 OK\nContent-Length: 5\n\n123")))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> CallerConnection.readAnswer(stream("HTTP/1.1 2")))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void a_body_has_its_length_in_bytes() {
        var request =
                new String(CallerConnection.request("POST", "/v1/x", 80, "A: b\r\n", "ñ"), StandardCharsets.UTF_8);

        assertThat(request).startsWith("POST /v1/x HTTP/1.1\r\n").contains("\r\nA: b\r\n", "Content-Length: 2\r\n");
        assertThat(request).endsWith("\r\n\r\nñ");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
