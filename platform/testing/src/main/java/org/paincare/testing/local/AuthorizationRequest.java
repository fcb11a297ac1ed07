package org.paincare.testing.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for at {@code /authorize} on behalf of a person: the code flow with PKCE, nothing else.
 *
 * @param maxAgeSeconds how long ago the password may have been entered, -1 when that does not matter
 */
record AuthorizationRequest(
        String clientId,
        String redirectUri,
        String scope,
        @Nullable String state,
        @Nullable String nonce,
        String challenge,
        String prompt,
        long maxAgeSeconds,
        Map<String, String> parameters) {

    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Set<String> CARRIED = Set.of(
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "max_age",
            "ui_locales");

    /** Refusals that the client may be told, at an address that was checked before. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final String location;

        Refused(String redirectUri, @Nullable String state, String error) {
            super(error, null, false, false);
            this.location = withParameters(redirectUri, "error", error, "state", state);
        }

        String location() {
            return location;
        }
    }

    /**
     * @throws OAuthError when client or address cannot be trusted: shown to the person, sent nowhere
     * @throws Refused when the rest is wrong: sent to the client's address
     */
    static AuthorizationRequest of(Map<String, String> given, IssuerDirectory directory) throws OAuthError, Refused {
        String clientId = TokenEndpoint.required(given, "client_id");
        String redirectUri = TokenEndpoint.required(given, "redirect_uri");
        boolean known = directory
                .client(clientId)
                .filter(client -> client.grants().contains(DemoClients.CODE))
                .isPresent();
        if (!known) {
            throw OAuthError.invalidRequest("This client is unknown or may not log people in.");
        }
        if (!isLocal(redirectUri)) {
            throw OAuthError.invalidRequest("A redirect_uri must be on http://localhost or http://127.0.0.1.");
        }
        String state = given.get("state");
        if (!"code".equals(given.get("response_type"))) {
            throw new Refused(redirectUri, state, "unsupported_response_type");
        }
        String challenge = given.getOrDefault("code_challenge", "");
        if (!"S256".equals(given.get("code_challenge_method"))
                || !CHALLENGE.matcher(challenge).matches()) {
            throw new Refused(redirectUri, state, "invalid_request");
        }
        Map<String, String> carried = new LinkedHashMap<>(given);
        carried.keySet().retainAll(CARRIED);
        return new AuthorizationRequest(
                clientId,
                redirectUri,
                TokenEndpoint.allowed(given.get("scope")),
                state,
                given.get("nonce"),
                challenge,
                given.getOrDefault("prompt", ""),
                maxAge(given.get("max_age"), redirectUri, state),
                carried);
    }

    private static long maxAge(@Nullable String given, String redirectUri, @Nullable String state) throws Refused {
        if (given == null) {
            return -1;
        }
        if (!given.matches("\\d{1,9}")) {
            throw new Refused(redirectUri, state, "invalid_request");
        }
        return Long.parseLong(given);
    }

    /** Plain http to this machine, no fragment, no user in it. */
    static boolean isLocal(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getRawAuthority() != null
                    && uri.getRawFragment() == null
                    && IssuerExchange.LOCAL_ORIGIN
                            .matcher(uri.getScheme() + "://" + uri.getRawAuthority())
                            .matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Names and values in turn; those without a value are left out. */
    static String withParameters(String address, @Nullable String... pairs) {
        StringBuilder result = new StringBuilder(address);
        char separator = address.contains("?") ? '&' : '?';
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            String value = pairs[i + 1];
            if (value != null) {
                result.append(separator).append(pairs[i]).append('=').append(IssuerExchange.encode(value));
                separator = '&';
            }
        }
        return result.toString();
    }
}
