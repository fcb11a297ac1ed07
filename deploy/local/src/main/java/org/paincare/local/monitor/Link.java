package org.paincare.local.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The way from a monitor to one session: one reading as an object, several as NDJSON with an answer per line. */
public final class Link {

    /** What became of a reading. */
    public enum Answer {
        TAKEN,
        /** Refused for what it is; sending it again changes nothing. */
        REFUSED,
        /** Not known: it is sent again under its number. */
        UNKNOWN
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int UNAUTHENTICATED = 401;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAILS = 500;

    private final HttpClient client;
    private final URI address;
    private final Supplier<String> tokens;
    private final Duration patience;
    private String token;

    /**
     * @param gateway {@code http://localhost:8080}
     * @param tokens  gives a good access token of the device
     * @param patience how long an answer is waited for
     */
    public Link(HttpClient client, String gateway, UUID session, Supplier<String> tokens, Duration patience) {
        this.client = client;
        this.address = URI.create(gateway + "/v1/sessions/" + session + "/observations");
        this.tokens = tokens;
        this.patience = patience;
        this.token = tokens.get();
    }

    /** The answers in the order of the readings. */
    List<Answer> send(List<Reading> readings) throws InterruptedException {
        try {
            var one = readings.size() == 1;
            var response = post(readings, one);
            if (response.statusCode() == UNAUTHENTICATED) {
                token = tokens.get();
                response = post(readings, one);
            }
            return one || response.statusCode() != OK
                    ? all(readings, answer(response.statusCode()))
                    : lines(readings, response.body());
        } catch (IOException noAnswer) {
            return all(readings, Answer.UNKNOWN);
        }
    }

    private HttpResponse<String> post(List<Reading> readings, boolean one) throws IOException, InterruptedException {
        var body = readings.stream().map(Link::written).collect(Collectors.joining("\n"));
        return client.send(
                HttpRequest.newBuilder(address)
                        .timeout(patience)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", one ? "application/json" : "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String written(Reading reading) {
        try {
            return JSON.writeValueAsString(reading.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line without an answer is unknown. */
    private static List<Answer> lines(List<Reading> readings, String body) throws IOException {
        var answers = new ArrayList<>(all(readings, Answer.UNKNOWN));
        for (var line : body.lines().filter(text -> !text.isBlank()).toList()) {
            var told = JSON.readTree(line);
            var number = told.path("line").asInt() - 1;
            if (number >= 0 && number < answers.size()) {
                answers.set(number, answer(told.path("status").asInt()));
            }
        }
        return answers;
    }

    private static Answer answer(int status) {
        if (status / 100 == 2) {
            return Answer.TAKEN;
        }
        return status >= SERVER_FAILS
                        || status == TOO_MANY
                        || status == TIMEOUT
                        || status == UNAUTHENTICATED
                        || status < 400
                ? Answer.UNKNOWN
                : Answer.REFUSED;
    }

    private static List<Answer> all(List<Reading> readings, Answer answer) {
        return readings.stream().map(reading -> answer).toList();
    }
}
