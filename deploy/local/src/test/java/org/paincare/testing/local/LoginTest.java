package org.paincare.testing.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person logs in, stays so and leaves. */
class LoginTest {

    @TempDir
    Path data;

    private StartedIssuer issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = new StartedIssuer(data);
    }

    @AfterEach
    void stop() {
        issuer.stop();
    }

    @Test
    void aPersonLogsInWithTheCodeFlow() throws Exception {
        HttpResponse<String> page = issuer.get(issuer.authorize(Map.of()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<label for=\"password\">", "lang=\"en\"")
                .doesNotContain("<script");

        Map<String, String> back = issuer.login(Map.of(), DemoUsers.PASSWORD);
        assertThat(back).containsEntry("state", "the state").containsEntry("iss", issuer.url());
        HttpResponse<String> answer = issuer.redeem(back.get("code"), StartedIssuer.VERIFIER);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode tokens = StartedIssuer.JSON.readTree(answer.body());
        JsonNode access = StartedIssuer.claims(tokens.path("access_token").asText());
        JsonNode id = StartedIssuer.claims(tokens.path("id_token").asText());
        assertThat(access.path("aud").toString()).isEqualTo("[\"paincare-api\"]");
        assertThat(access.path("azp").asText()).isEqualTo("paincare-frontend");
        assertThat(access.path("clinic").asText()).isEqualTo("bogota");
        assertThat(access.path("auth_time").asLong())
                .isEqualTo(issuer.clock.instant().getEpochSecond());
        assertThat(access.path("exp").asLong() - access.path("iat").asLong()).isEqualTo(900);
        assertThat(id.path("aud").asText()).isEqualTo("paincare-frontend");
        assertThat(id.path("nonce").asText()).isEqualTo("the nonce");
        assertThat(id.path("sub").asText())
                .isEqualTo(DemoUsers.named(StartedIssuer.NURSE).sub().toString());
    }

    @Test
    void aCodeWithAWrongVerifierIsRefusedAndSpent() throws Exception {
        String code = issuer.login(Map.of(), DemoUsers.PASSWORD).get("code");

        StartedIssuer.assertRefused(
                issuer.redeem(code, "another-verifier-of-at-least-forty-three-chars"), 400, "invalid_grant");
        StartedIssuer.assertRefused(issuer.redeem(code, StartedIssuer.VERIFIER), 400, "invalid_grant");
    }

    @Test
    void aCodeWorksOnceAndASecondUseEndsTheLogin() throws Exception {
        String code = issuer.login(Map.of(), DemoUsers.PASSWORD).get("code");
        String refresh = StartedIssuer.refreshToken(issuer.redeem(code, StartedIssuer.VERIFIER));

        StartedIssuer.assertRefused(issuer.redeem(code, StartedIssuer.VERIFIER), 400, "invalid_grant");
        StartedIssuer.assertRefused(issuer.renew(refresh), 400, "invalid_grant");
    }

    @Test
    void aCodeIsTooOldAfterAMinute() throws Exception {
        String code = issuer.login(Map.of(), DemoUsers.PASSWORD).get("code");
        issuer.clock.forward(Duration.ofSeconds(61));

        StartedIssuer.assertRefused(issuer.redeem(code, StartedIssuer.VERIFIER), 400, "invalid_grant");
    }

    @Test
    void aPublicClientMustUsePkceAndAnAddressOfThisMachine() throws Exception {
        assertThat(StartedIssuer.location(issuer.get(issuer.authorize(Map.of("code_challenge_method", "plain")))))
                .startsWith(StartedIssuer.BACK + "?error=invalid_request");
        for (String elsewhere : List.of(
                "https://evil.example/", "http://localhost.evil.example/", "http://localhost:80@evil.example/")) {
            HttpResponse<String> answer = issuer.get(issuer.authorize(Map.of("redirect_uri", elsewhere)));
            assertThat(answer.statusCode()).as(elsewhere).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    @Test
    void aRefreshTokenIsReplacedAtEachUseAndAnOldOneEndsTheLogin() throws Exception {
        String first = StartedIssuer.refreshToken(
                issuer.redeem(issuer.login(Map.of(), DemoUsers.PASSWORD).get("code"), StartedIssuer.VERIFIER));
        String second = StartedIssuer.refreshToken(issuer.renew(first));
        assertThat(second).isNotEqualTo(first);

        StartedIssuer.assertRefused(issuer.renew(first), 400, "invalid_grant");
        StartedIssuer.assertRefused(issuer.renew(second), 400, "invalid_grant");
    }

    @Test
    void aRefreshTokenEndsEightHoursAfterThePassword() throws Exception {
        String refresh = StartedIssuer.refreshToken(
                issuer.redeem(issuer.login(Map.of(), DemoUsers.PASSWORD).get("code"), StartedIssuer.VERIFIER));
        issuer.clock.forward(Duration.ofHours(8).plusSeconds(1));

        StartedIssuer.assertRefused(issuer.renew(refresh), 400, "invalid_grant");
    }

    @Test
    void aSecondLoginNeedsNoPasswordUnlessTheClientAsksForAFreshOne() throws Exception {
        HttpResponse<String> loggedIn = issuer.submit(Map.of(), DemoUsers.PASSWORD);
        String cookie =
                loggedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        long entered = issuer.clock.instant().getEpochSecond();
        issuer.clock.forward(Duration.ofMinutes(5));

        assertThat(issuer.get(issuer.authorize(Map.of("prompt", "login")), "Cookie", cookie)
                        .statusCode())
                .isEqualTo(200);
        assertThat(issuer.get(issuer.authorize(Map.of("max_age", "60")), "Cookie", cookie)
                        .statusCode())
                .isEqualTo(200);
        assertThat(StartedIssuer.location(issuer.get(issuer.authorize(Map.of("prompt", "none")))))
                .contains("error=login_required");
        Map<String, String> back = StartedIssuer.parameters(
                StartedIssuer.location(issuer.get(issuer.authorize(Map.of("max_age", "600")), "Cookie", cookie)));
        JsonNode tokens = StartedIssuer.JSON.readTree(
                issuer.redeem(back.get("code"), StartedIssuer.VERIFIER).body());
        assertThat(StartedIssuer.claims(tokens.path("access_token").asText())
                        .path("auth_time")
                        .asLong())
                .isEqualTo(entered);
    }

    @Test
    void afterLogoutThePasswordIsNeededAgainAndRefreshTokensAreDead() throws Exception {
        HttpResponse<String> loggedIn = issuer.submit(Map.of(), DemoUsers.PASSWORD);
        String cookie =
                loggedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String refresh = StartedIssuer.refreshToken(issuer.redeem(
                StartedIssuer.parameters(StartedIssuer.location(loggedIn)).get("code"), StartedIssuer.VERIFIER));

        HttpResponse<String> out = issuer.get(
                "/logout?post_logout_redirect_uri=" + IssuerExchange.encode("http://localhost:5173/") + "&state=s",
                "Cookie",
                cookie);

        assertThat(StartedIssuer.location(out)).isEqualTo("http://localhost:5173/?state=s");
        assertThat(issuer.get(issuer.authorize(Map.of()), "Cookie", cookie).statusCode())
                .isEqualTo(200);
        StartedIssuer.assertRefused(issuer.renew(refresh), 400, "invalid_grant");
    }

    @Test
    void fiveWrongPasswordsWithinAMinuteCloseTheNameEvenForTheRightOne() throws Exception {
        for (int i = 0; i < 5; i++) {
            StartedIssuer.assertRefused(issuer.password(StartedIssuer.NURSE, "wrong"), 400, "invalid_grant");
            issuer.clock.forward(Duration.ofSeconds(1));
        }

        HttpResponse<String> sixth = issuer.password(StartedIssuer.NURSE, DemoUsers.PASSWORD);
        StartedIssuer.assertRefused(sixth, 429, "invalid_grant");
        assertThat(sixth.headers().firstValue("Retry-After")).isPresent();
        assertThat(issuer.submit(Map.of(), DemoUsers.PASSWORD).statusCode()).isEqualTo(429);
        assertThat(issuer.password("nurse@cartagena", DemoUsers.PASSWORD).statusCode())
                .isEqualTo(200);
        issuer.clock.forward(Duration.ofSeconds(61));
        assertThat(issuer.password(StartedIssuer.NURSE, DemoUsers.PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aNameThatDoesNotExistIsAnsweredLikeAWrongPassword() throws Exception {
        assertThat(issuer.password("nobody@bogota", "wrong").body())
                .isEqualTo(issuer.password(StartedIssuer.NURSE, "wrong").body());
    }
}
