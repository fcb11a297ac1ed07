package org.paincare.testing.local;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /token}: turns a code, a refresh token, a password or a client's own secret into tokens. */
final class TokenEndpoint {

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
    private static final Set<String> SCOPES = Set.of("openid", "profile", "offline_access");

    private final IssuerDirectory directory;
    private final Grants grants;
    private final IssuerTokens tokens;
    private final PasswordCheck passwords;
    private final InstantSource clock;

    TokenEndpoint(
            IssuerDirectory directory,
            Grants grants,
            IssuerTokens tokens,
            PasswordCheck passwords,
            InstantSource clock) {
        this.directory = directory;
        this.grants = grants;
        this.tokens = tokens;
        this.passwords = passwords;
        this.clock = clock;
    }

    void answer(IssuerExchange exchange) throws IOException, OAuthError {
        Map<String, String> form = exchange.form();
        IssuerDirectory.Client client = client(exchange, form);
        String grant = required(form, "grant_type");
        if (!List.of(DemoClients.CODE, DemoClients.REFRESH, DemoClients.PASSWORD, DemoClients.OWN)
                .contains(grant)) {
            throw new OAuthError(400, "unsupported_grant_type", "This grant type does not exist here.");
        }
        if (!client.grants().contains(grant)) {
            throw new OAuthError(400, "unauthorized_client", "This client may not use this grant type.");
        }
        exchange.json(
                200,
                switch (grant) {
                    case DemoClients.CODE -> byCode(client, form);
                    case DemoClients.REFRESH ->
                        forPerson(grants.renew(required(form, "refresh_token"), client.clientId()));
                    case DemoClients.PASSWORD -> byPassword(client, form);
                    default -> forClient(client, form);
                });
    }

    private IssuerDirectory.Client client(IssuerExchange exchange, Map<String, String> form) throws OAuthError {
        String[] basic = exchange.basic();
        String id = basic != null ? basic[0] : form.get("client_id");
        String secret = basic != null ? basic[1] : form.get("client_secret");
        IssuerDirectory.Client client = id == null ? null : directory.client(id).orElse(null);
        if (client == null || !mayCall(client, secret)) {
            throw new OAuthError(401, "invalid_client", "Client unknown or its secret wrong.");
        }
        return client;
    }

    private static boolean mayCall(IssuerDirectory.Client client, @Nullable String given) {
        String secret = client.secret();
        return secret == null ? given == null || given.isEmpty() : given != null && IssuerDirectory.same(secret, given);
    }

    private Map<String, Object> byCode(IssuerDirectory.Client client, Map<String, String> form) throws OAuthError {
        String verifier = required(form, "code_verifier");
        if (!VERIFIER.matcher(verifier).matches()) {
            throw OAuthError.invalidRequest("The code_verifier is 43 to 128 characters of [A-Za-z0-9._~-].");
        }
        return forPerson(
                grants.redeem(required(form, "code"), client.clientId(), required(form, "redirect_uri"), verifier));
    }

    private Map<String, Object> byPassword(IssuerDirectory.Client client, Map<String, String> form) throws OAuthError {
        String username = required(form, "username");
        passwords.require(username, required(form, "password"));
        return forPerson(grants.open(new Grants.Login(
                username, client.clientId(), allowed(form.get("scope")), form.get("nonce"), clock.instant())));
    }

    private Map<String, Object> forPerson(Grants.Granted granted) throws OAuthError {
        Grants.Login login = granted.login();
        Identity person = directory
                .person(login.username())
                .orElseThrow(() -> OAuthError.invalidGrant("This person no longer exists."));
        Map<String, Object> answer =
                answer(tokens.access(person, login.clientId(), login.scope(), login.authTime()), login.scope());
        answer.put("refresh_token", granted.refreshToken());
        if (Set.of(login.scope().split(" ")).contains("openid")) {
            answer.put("id_token", tokens.id(person, login.clientId(), login.nonce(), login.authTime()));
        }
        return answer;
    }

    private Map<String, Object> forClient(IssuerDirectory.Client client, Map<String, String> form) throws OAuthError {
        Identity identity = client.identity();
        if (identity == null) {
            throw new OAuthError(400, "unauthorized_client", "This client only acts for people.");
        }
        String scope = String.join(" ", identity.roles());
        return answer(tokens.access(identity, client.clientId(), scope, clock.instant()), scope);
    }

    private Map<String, Object> answer(String accessToken, String scope) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", accessToken);
        answer.put("token_type", "Bearer");
        answer.put("expires_in", tokens.accessLifeSeconds());
        answer.put("scope", scope);
        return answer;
    }

    /** What was asked for and exists; {@code openid profile} when nothing was asked. */
    static String allowed(@Nullable String asked) {
        Set<String> scopes = new LinkedHashSet<>(List.of((asked == null ? "" : asked.strip()).split("\\s+")));
        scopes.retainAll(SCOPES);
        return scopes.isEmpty() ? "openid profile" : String.join(" ", scopes);
    }

    static String required(Map<String, String> values, String name) throws OAuthError {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw OAuthError.invalidRequest("Parameter " + name + " is missing.");
        }
        return value;
    }
}
