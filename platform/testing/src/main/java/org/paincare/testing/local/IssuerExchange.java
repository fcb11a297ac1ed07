package org.paincare.testing.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Nothing of either is logged. */
final class IssuerExchange {

    /** Addresses of this machine; only they may call from a browser or be sent a code. */
    static final Pattern LOCAL_ORIGIN = Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_BODY_BYTES = 16_384;

    private final HttpExchange exchange;

    IssuerExchange(HttpExchange exchange) {
        this.exchange = exchange;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    @Nullable
    String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    @Nullable
    String cookie(String name) {
        String cookies = header("Cookie");
        for (String each : cookies == null ? new String[0] : cookies.split(";\\s*")) {
            if (each.startsWith(name + "=")) {
                return each.substring(name.length() + 1);
            }
        }
        return null;
    }

    /** The token of {@code Authorization: Bearer}. */
    String bearer() throws OAuthError {
        String authorization = header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw new OAuthError(401, "invalid_token", "A bearer token is needed.");
        }
        return authorization.substring(7).strip();
    }

    /** User and password of {@code Authorization: Basic}, each form-encoded (RFC 6749 2.3.1); null without it. */
    String @Nullable [] basic() throws OAuthError {
        String authorization = header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return new String[] {decode(pair.substring(0, colon)), decode(pair.substring(colon + 1))};
            }
        } catch (IllegalArgumentException e) {
            // answered below like any other malformed header
        }
        throw new OAuthError(401, "invalid_client", "The Authorization header is malformed.");
    }

    Map<String, String> query() throws OAuthError {
        return parse(exchange.getRequestURI().getRawQuery());
    }

    Map<String, String> form() throws OAuthError, IOException {
        String type = header("Content-Type");
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            throw OAuthError.invalidRequest("The body must be application/x-www-form-urlencoded.");
        }
        return parse(body());
    }

    String body() throws OAuthError, IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY_BYTES + 1);
        if (bytes.length > LARGEST_BODY_BYTES) {
            throw new OAuthError(413, "invalid_request", "The body is too large.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Map<String, String> parse(@Nullable String encoded) throws OAuthError {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String pair : encoded == null || encoded.isEmpty() ? new String[0] : encoded.split("&")) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                if (values.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                    throw OAuthError.invalidRequest("A parameter appears twice.");
                }
            }
        } catch (IllegalArgumentException e) {
            throw OAuthError.invalidRequest("The parameters are not form-encoded.");
        }
        return values;
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    static String encode(String plain) {
        return URLEncoder.encode(plain, StandardCharsets.UTF_8);
    }

    void answerHeader(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    void json(int status, Object value) throws IOException {
        answerHeader("Content-Type", "application/json");
        answerHeader("Cache-Control", "no-store");
        send(status, JSON.writeValueAsBytes(value));
    }

    void error(OAuthError error) throws IOException {
        if (error.status() == 401) {
            answerHeader(
                    "WWW-Authenticate",
                    error.code().equals("invalid_client")
                            ? "Basic realm=\"paincare\""
                            : "Bearer error=\"invalid_token\"");
        }
        if (error.status() == 429) {
            answerHeader("Retry-After", "60");
        }
        json(error.status(), Map.of("error", error.code(), "error_description", String.valueOf(error.getMessage())));
    }

    void html(int status, String page) throws IOException {
        answerHeader("Content-Type", "text/html; charset=utf-8");
        answerHeader("Cache-Control", "no-store");
        answerHeader("X-Content-Type-Options", "nosniff");
        // Not no-referrer: with it a browser sends the page's own form with "Origin: null".
        answerHeader("Referrer-Policy", "same-origin");
        answerHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
        send(status, page.getBytes(StandardCharsets.UTF_8));
    }

    void redirect(String address) throws IOException {
        answerHeader("Location", address);
        answerHeader("Cache-Control", "no-store");
        answerHeader("Referrer-Policy", "no-referrer");
        send(303, new byte[0]);
    }

    void empty(int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private void send(int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
