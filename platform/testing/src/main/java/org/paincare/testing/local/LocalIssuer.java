package org.paincare.testing.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/**
 * A small OpenID Connect provider for one machine: the code flow with PKCE, refresh tokens with rotation, client
 * credentials and, because the users are invented, the password grant.
 *
 * <p>It listens on the loopback address only and its passwords are published; the production profile refuses it.
 */
public final class LocalIssuer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ACCESS_LIFE = Duration.ofMinutes(15);

    static {
        // Without it every small answer waits 40 ms for the caller's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService requests;
    private final String url;
    private final String adminSecret;
    private final IssuerDirectory directory;
    private final IssuerTokens tokens;
    private final TokenEndpoint tokenEndpoint;
    private final AuthorizeEndpoint authorizeEndpoint;

    private LocalIssuer(Path data, HttpServer server, Duration accessLife, InstantSource clock) throws IOException {
        this.server = server;
        this.url = "http://localhost:" + server.getAddress().getPort();
        this.adminSecret = Secrets.keptIn(data.resolve("admin-secret"));
        this.directory = IssuerDirectory.keptIn(data);
        this.tokens = new IssuerTokens(url, IssuerKey.keptIn(data), clock, accessLife);
        Grants grants = new Grants(clock);
        PasswordCheck passwords = new PasswordCheck(directory, new WrongPasswords(clock));
        this.tokenEndpoint = new TokenEndpoint(directory, grants, tokens, passwords, clock);
        this.authorizeEndpoint = new AuthorizeEndpoint(url, directory, grants, passwords, clock);
        this.requests = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(requests);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Starts the provider; makes key, people and secrets in the folder on first use.
     *
     * @param port 1 to 65535, or 0 for any free one; part of the issuer's name, so it should stay the same
     */
    public static LocalIssuer start(Path data, int port) throws IOException {
        return start(data, port, ACCESS_LIFE, InstantSource.system());
    }

    static LocalIssuer start(Path data, int port, Duration accessLife, InstantSource clock) throws IOException {
        Files.createDirectories(data);
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port == 0 ? Ports.free() : port), 0);
            return new LocalIssuer(data, server, accessLife, clock);
        } catch (BindException e) {
            throw new CannotStart("Port " + port + " for the identity provider is taken by another program.", e);
        }
    }

    /** The secret with which a confidential client gets its own tokens; made by the provider's first start. */
    public static String clientSecret(Path data, String clientId) throws IOException {
        return IssuerDirectory.keptIn(data)
                .client(clientId)
                .map(IssuerDirectory.Client::secret)
                .orElseThrow(() -> new IllegalArgumentException("No client " + clientId + " with a secret"));
    }

    /** The issuer's name and address: {@code http://localhost:PORT}. */
    public String url() {
        return url;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Ties a person with role {@code patient} to a record, from the next token on; null unties. */
    public void setPatientId(String username, @Nullable UUID patientId) throws IOException {
        if (!directory.setPatientId(username, patientId)) {
            throw new IllegalArgumentException("No user " + username);
        }
    }

    public void stop() {
        server.stop(0);
        requests.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }

    private void handle(HttpExchange http) throws IOException {
        IssuerExchange exchange = new IssuerExchange(http);
        try {
            requireLocalHost(exchange);
            if (allowOrigin(exchange)) {
                exchange.empty(204);
            } else {
                route(exchange);
            }
        } catch (OAuthError e) {
            exchange.error(e);
        } catch (RuntimeException e) {
            System.err.println("A request failed: " + e);
            exchange.error(new OAuthError(500, "server_error", "The request failed here."));
        } finally {
            http.close();
        }
    }

    private void route(IssuerExchange exchange) throws IOException, OAuthError {
        String path = exchange.path();
        if (path.equals("/admin/key-changes")) {
            requireMethod(exchange, "POST");
            requireAdministrator(exchange);
            tokens.changeKey();
            exchange.empty(204);
            return;
        }
        if (path.startsWith("/admin/users/")) {
            requireMethod(exchange, "POST");
            administer(exchange, path.substring("/admin/users/".length()));
            return;
        }
        switch (path) {
            case "/.well-known/openid-configuration" -> {
                requireMethod(exchange, "GET");
                exchange.json(200, discovery());
            }
            case "/jwks" -> {
                requireMethod(exchange, "GET");
                exchange.json(200, Map.of("keys", tokens.publicKeys()));
            }
            case "/token" -> {
                requireMethod(exchange, "POST");
                tokenEndpoint.answer(exchange);
            }
            case "/userinfo" -> {
                requireMethod(exchange, "GET", "POST");
                userinfo(exchange);
            }
            case "/authorize" -> {
                requireMethod(exchange, "GET", "POST");
                if (exchange.method().equals("GET")) {
                    authorizeEndpoint.ask(exchange);
                } else {
                    authorizeEndpoint.login(exchange);
                }
            }
            case "/logout" -> {
                requireMethod(exchange, "GET", "POST");
                authorizeEndpoint.logout(
                        exchange, exchange.method().equals("GET") ? exchange.query() : exchange.form());
            }
            default -> throw new OAuthError(404, "not_found", "There is nothing at this path.");
        }
    }

    /** A page of another name that resolves to this machine must not reach us (DNS rebinding). */
    private void requireLocalHost(IssuerExchange exchange) throws OAuthError {
        String host = exchange.header("Host");
        if (host == null
                || !IssuerExchange.LOCAL_ORIGIN.matcher("http://" + host).matches()) {
            throw new OAuthError(421, "invalid_request", "This provider answers to localhost only.");
        }
    }

    /** True when the request is a browser's preflight, answered by its headers alone. */
    private static boolean allowOrigin(IssuerExchange exchange) {
        String origin = exchange.header("Origin");
        if (origin == null
                || exchange.path().equals("/authorize")
                || !IssuerExchange.LOCAL_ORIGIN.matcher(origin).matches()) {
            return false;
        }
        exchange.answerHeader("Access-Control-Allow-Origin", origin);
        exchange.answerHeader("Vary", "Origin");
        if (!exchange.method().equals("OPTIONS")) {
            return false;
        }
        exchange.answerHeader("Access-Control-Allow-Methods", "GET, POST");
        exchange.answerHeader("Access-Control-Allow-Headers", "authorization, content-type");
        exchange.answerHeader("Access-Control-Max-Age", "600");
        return true;
    }

    private static void requireMethod(IssuerExchange exchange, String... allowed) throws OAuthError {
        if (!List.of(allowed).contains(exchange.method())) {
            exchange.answerHeader("Allow", String.join(", ", allowed));
            throw new OAuthError(405, "invalid_request", "This method is not allowed here.");
        }
    }

    private void userinfo(IssuerExchange exchange) throws IOException, OAuthError {
        JwtClaims claims = tokens.readAccess(exchange.bearer());
        Identity person = directory
                .person(String.valueOf(claims.getClaimValue("preferred_username")))
                .orElseThrow(() -> new OAuthError(401, "invalid_token", "The access token is nobody's."));
        exchange.json(200, IssuerTokens.about(person));
    }

    private void requireAdministrator(IssuerExchange exchange) throws OAuthError {
        if (!IssuerDirectory.same(adminSecret, exchange.bearer())) {
            throw new OAuthError(401, "invalid_token", "Not the administrator's secret.");
        }
    }

    private void administer(IssuerExchange exchange, String username) throws IOException, OAuthError {
        requireAdministrator(exchange);
        try {
            JsonNode patientId = JSON.readTree(exchange.body()).path("patient_id");
            UUID id = patientId.isTextual() ? UUID.fromString(patientId.textValue()) : null;
            if (patientId.isMissingNode() || !patientId.isNull() && id == null) {
                throw OAuthError.invalidRequest("patient_id must be a UUID or null.");
            }
            if (!directory.setPatientId(username, id)) {
                throw new OAuthError(404, "not_found", "There is no such user.");
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw OAuthError.invalidRequest("The body must be JSON with patient_id, a UUID or null.");
        }
        exchange.empty(204);
    }

    private Map<String, Object> discovery() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", url);
        document.put("authorization_endpoint", url + "/authorize");
        document.put("token_endpoint", url + "/token");
        document.put("userinfo_endpoint", url + "/userinfo");
        document.put("jwks_uri", url + "/jwks");
        document.put("end_session_endpoint", url + "/logout");
        document.put("response_types_supported", List.of("code"));
        document.put("response_modes_supported", List.of("query"));
        document.put(
                "grant_types_supported",
                List.of(DemoClients.CODE, DemoClients.REFRESH, DemoClients.OWN, DemoClients.PASSWORD));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put("scopes_supported", List.of("openid", "profile", "offline_access"));
        document.put(
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post", "none"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("prompt_values_supported", List.of("login", "none"));
        document.put("authorization_response_iss_parameter_supported", true);
        document.put(
                "claims_supported",
                List.of(
                        "sub",
                        "name",
                        "preferred_username",
                        "clinic_id",
                        "clinic",
                        "roles",
                        "patient_id",
                        "auth_time"));
        return document;
    }
}
