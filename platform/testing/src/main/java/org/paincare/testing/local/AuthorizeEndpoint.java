package org.paincare.testing.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** {@code /authorize} and {@code /logout}: the pages a person sees. */
final class AuthorizeEndpoint {

    private static final String COOKIE = "paincare_issuer";

    private final String issuer;
    private final IssuerDirectory directory;
    private final Grants grants;
    private final PasswordCheck passwords;
    private final BrowserSessions sessions;
    private final InstantSource clock;

    AuthorizeEndpoint(
            String issuer, IssuerDirectory directory, Grants grants, PasswordCheck passwords, InstantSource clock) {
        this.issuer = issuer;
        this.directory = directory;
        this.grants = grants;
        this.passwords = passwords;
        this.sessions = new BrowserSessions(clock);
        this.clock = clock;
    }

    void ask(IssuerExchange exchange) throws IOException {
        LoginPage page = LoginPage.in(exchange.header("Accept-Language"));
        try {
            Map<String, String> query = exchange.query();
            AuthorizationRequest request = AuthorizationRequest.of(query, directory);
            Optional<BrowserSessions.Session> session =
                    sessions.find(exchange.cookie(COOKIE)).filter(found -> isFreshEnough(found, request));
            if (session.isPresent()) {
                exchange.redirect(codeFor(request, session.get()));
            } else if (request.prompt().equals("none")) {
                throw new AuthorizationRequest.Refused(request.redirectUri(), request.state(), "login_required");
            } else {
                exchange.html(200, page.form(request, query.getOrDefault("login_hint", ""), LoginPage.Notice.NONE));
            }
        } catch (AuthorizationRequest.Refused e) {
            exchange.redirect(e.location());
        } catch (OAuthError e) {
            exchange.html(e.status(), page.problem(String.valueOf(e.getMessage())));
        }
    }

    void login(IssuerExchange exchange) throws IOException {
        LoginPage page = LoginPage.in(exchange.header("Accept-Language"));
        try {
            String origin = exchange.header("Origin");
            if (origin != null && !origin.equals(issuer)) {
                throw new OAuthError(403, "access_denied", "This form was not sent from this page.");
            }
            Map<String, String> form = exchange.form();
            AuthorizationRequest request = AuthorizationRequest.of(form, directory);
            String username = form.getOrDefault("username", "").strip();
            try {
                passwords.require(username, form.getOrDefault("password", ""));
            } catch (OAuthError e) {
                LoginPage.Notice notice = e.status() == 429 ? LoginPage.Notice.TOO_MANY : LoginPage.Notice.WRONG;
                exchange.html(e.status(), page.form(request, username, notice));
                return;
            }
            String id = sessions.open(username);
            exchange.answerHeader("Set-Cookie", COOKIE + "=" + id + "; HttpOnly; SameSite=Lax; Path=/");
            exchange.redirect(codeFor(request, sessions.find(id).orElseThrow()));
        } catch (AuthorizationRequest.Refused e) {
            exchange.redirect(e.location());
        } catch (OAuthError e) {
            exchange.html(e.status(), page.problem(String.valueOf(e.getMessage())));
        }
    }

    /** Ends the browser's session and every login of that person; goes back to the client when it names an address. */
    void logout(IssuerExchange exchange, Map<String, String> parameters) throws IOException {
        sessions.close(exchange.cookie(COOKIE)).ifPresent(session -> grants.close(session.username()));
        exchange.answerHeader("Set-Cookie", COOKIE + "=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0");
        String address = parameters.get("post_logout_redirect_uri");
        if (address != null && AuthorizationRequest.isLocal(address)) {
            exchange.redirect(AuthorizationRequest.withParameters(address, "state", parameters.get("state")));
        } else {
            exchange.html(200, LoginPage.in(exchange.header("Accept-Language")).loggedOut());
        }
    }

    private boolean isFreshEnough(BrowserSessions.Session session, AuthorizationRequest request) {
        if (request.prompt().equals("login")) {
            return false;
        }
        Instant now = clock.instant();
        return request.maxAgeSeconds() < 0
                || Duration.between(session.authTime(), now).toSeconds() < request.maxAgeSeconds();
    }

    private String codeFor(AuthorizationRequest request, BrowserSessions.Session session) {
        String code = grants.code(
                new Grants.Login(
                        session.username(), request.clientId(), request.scope(), request.nonce(), session.authTime()),
                request.redirectUri(),
                request.challenge());
        return AuthorizationRequest.withParameters(
                request.redirectUri(), "code", code, "state", request.state(), "iss", issuer);
    }
}
