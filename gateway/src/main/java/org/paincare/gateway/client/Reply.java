package org.paincare.gateway.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer of the registry. */
record Reply(
        int status, Map<String, String> headers, @Nullable JsonNode body) {

    Reply {
        headers = Map.copyOf(headers);
    }

    void send(HttpServerResponse response) {
        response.setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.forEach(response::putHeader);
        if (body == null) {
            response.end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(Buffer.buffer(body.toString()));
        }
    }
}
