package org.paincare.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.Secrets;

/**
 * One browser at Keycloak's login page, for one client: authorization code with PKCE. It keeps its cookies, so that it is
 * still logged in the next time. Not for several threads.
 */
public final class KeycloakLogin {

    /** The first login hashes a password on a cold server. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The user name, the password, and what may come between. */
    private static final int MOST_PAGES = 4;

    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("([^=;]+)=([^;]*)");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a login gives. */
    public record Tokens(String accessToken, String idToken, String refreshToken) {}

    /** A client and the address to which its people come back; nobody need listen there. */
    public record Client(String id, String redirect) {}

    private final HttpClient http;
    private final String issuer;
    private final Client client;
    private final Map<String, String> cookies = new HashMap<>();

    /** @param issuer {@code http://localhost:PORT/realms/paincare} */
    public KeycloakLogin(HttpClient http, String issuer, Client client) {
        this.http = http;
        this.issuer = issuer;
        this.client = client;
    }

    /**
     * Logs in, or is recognised.
     *
     * @param further parameters of the authorization request, such as {@code max_age}
     * @throws CannotStart where no code came back
     */
    public Tokens enter(String username, String password, Map<String, String> further) throws IOException {
        String verifier = Secrets.random() + Secrets.random();
        Map<String, String> request = new HashMap<>(Map.of(
                "client_id",
                client.id(),
                "response_type",
                "code",
                "redirect_uri",
                client.redirect(),
                "scope",
                "openid",
                "code_challenge",
                challenge(verifier),
                "code_challenge_method",
                "S256"));
        request.putAll(further);
        String code = code(username, password, request);
        JsonNode given = JSON.readTree(post(
                        URI.create(issuer + "/protocol/openid-connect/token"),
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                client.id(),
                                "code",
                                code,
                                "redirect_uri",
                                client.redirect(),
                                "code_verifier",
                                verifier))
                .body());
        return new Tokens(
                given.required("access_token").asText(),
                given.required("id_token").asText(),
                given.required("refresh_token").asText());
    }

    private String code(String username, String password, Map<String, String> request) throws IOException {
        HttpResponse<String> answer = get(URI.create(issuer + "/protocol/openid-connect/auth?" + form(request)));
        for (int page = 0; page < MOST_PAGES; page++) {
            Optional<String> location = answer.headers().firstValue("Location");
            if (location.isPresent()) {
                if (location.get().startsWith(client.redirect())) {
                    return parameter(location.get(), "code")
                            .orElseThrow(() -> new CannotStart("Keycloak refused the login of " + username + ": "
                                    + parameter(location.get(), "error").orElse("no code")));
                }
                answer = get(URI.create(location.get()));
                continue;
            }
            Matcher form = FORM.matcher(answer.body());
            if (!form.find()) {
                throw new CannotStart("Keycloak shows no login to " + username + " (" + answer.statusCode() + ").");
            }
            answer = post(
                    URI.create(form.group(1).replace("&amp;", "&")),
                    Map.of("username", username, "password", password));
        }
        throw new CannotStart("Keycloak does not take the password of " + username + ".");
    }

    private HttpResponse<String> get(URI address) throws IOException {
        return keepCookies(send(http, withCookies(address).GET()));
    }

    private HttpResponse<String> post(URI address, Map<String, String> form) throws IOException {
        return keepCookies(send(
                http,
                withCookies(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(form)))));
    }

    private HttpRequest.Builder withCookies(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    /** By hand: Keycloak marks them Secure, which a browser sends to localhost all the same and Java's manager does not. */
    private HttpResponse<String> keepCookies(HttpResponse<String> answer) {
        for (String line : answer.headers().allValues("Set-Cookie")) {
            Matcher cookie = COOKIE.matcher(line);
            if (cookie.lookingAt()) {
                if (cookie.group(2).isEmpty() || line.contains("Max-Age=0")) {
                    cookies.remove(cookie.group(1));
                } else {
                    cookies.put(cookie.group(1), cookie.group(2));
                }
            }
        }
        return answer;
    }

    static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Optional<String> parameter(String address, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
        return found.find() ? Optional.of(URLDecoder.decode(found.group(1), StandardCharsets.UTF_8)) : Optional.empty();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
