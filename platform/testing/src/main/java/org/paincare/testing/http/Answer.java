package org.paincare.testing.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.UUID;

/** What came back, with the expectations a test has of it. */
public record Answer(String request, HttpResponse<String> response) {

    public int status() {
        return response.statusCode();
    }

    public JsonNode json() {
        try {
            return Api.JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(request + " answered no JSON: " + response.body(), e);
        }
    }

    /** A header's first value, empty where it is not there. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public String etag() {
        return header("ETag");
    }

    public UUID id() {
        return UUID.fromString(json().get("id").asText());
    }

    /** Fails with the whole answer where the status is another. */
    public Answer expect(int status) {
        if (status() != status) {
            throw new AssertionError(
                    request + " answered " + status() + ", expected " + status + ": " + response.body());
        }
        return this;
    }

    /** Fails unless this is a problem of that status and code. */
    public Answer refused(int status, String code) {
        expect(status);
        if (!header("Content-Type").startsWith("application/problem+json")
                || !code.equals(json().path("code").asText())) {
            throw new AssertionError(request + " is no problem " + code + ": " + response.body());
        }
        return this;
    }
}
