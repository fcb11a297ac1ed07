package org.paincare.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.LocalKafka;

class TestServersTest {

    @Test
    void everyTestOfTheRunSharesTheSameServers() throws Exception {
        Map<String, String> patient = environment(Map.of("service", "patient"));
        Map<String, String> session = environment(Map.of("service", "session", "kafka", "true"));

        assertThat(patient.get("PAINCARE_ISSUER")).isEqualTo(session.get("PAINCARE_ISSUER"));
        assertThat(patient.get("PAINCARE_DB_URL")).endsWith("/paincare_patient");
        assertThat(session.get("PAINCARE_DB_URL"))
                .isEqualTo(patient.get("PAINCARE_DB_URL").replace("patient", "session"));
        TestServers servers = TestServers.shared();
        try (Connection app =
                servers.postgres().connect("paincare_patient", "patient_app", patient.get("PAINCARE_DB_PASSWORD"))) {
            assertThat(app.isValid(1)).isTrue();
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", session.get("PAINCARE_KAFKA")))) {
            assertThat(admin.listTopics().names().get()).containsAll(LocalKafka.TOPICS);
        }
    }

    @Test
    void aServiceGetsItsOwnTokenWithTheSecretItIsGiven() throws Exception {
        Map<String, String> environment = environment(Map.of("service", "outcome"));

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(environment.get("PAINCARE_ISSUER") + "/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id="
                                        + environment.get("PAINCARE_CLIENT_ID") + "&client_secret="
                                        + environment.get("PAINCARE_CLIENT_SECRET")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"scope\":\"service\"");
    }

    @Test
    void aMintedTokenHoldsAgainstTheIssuersPublishedKeys() throws Exception {
        UUID record = UUID.randomUUID();

        JwtClaims prescriber = verifier().processToClaims(Tokens.of("prescriber", "cartagena"));
        JwtClaims patient = verifier().processToClaims(Tokens.patient("bogota", record));
        JwtClaims ops = verifier().processToClaims(Tokens.of("ops"));
        JwtClaims service = verifier().processToClaims(Tokens.service("gateway"));
        JwtClaims device = verifier().processToClaims(Tokens.client("demo-device"));

        assertThat(prescriber.getStringListClaimValue("roles")).containsExactly("prescriber");
        assertThat(prescriber.getStringClaimValue("clinic_id")).isEqualTo("0197a000-0000-7000-8000-00000000ca50");
        assertThat(prescriber.getSubject())
                .isEqualTo(Tokens.identity("prescriber", "cartagena").sub().toString());
        assertThat(patient.getStringClaimValue("patient_id")).isEqualTo(record.toString());
        assertThat(ops.hasClaim("clinic_id")).isFalse();
        assertThat(service.getStringListClaimValue("roles")).containsExactly("service");
        assertThat(device.getStringListClaimValue("roles")).containsExactly("device");
        assertThat(device.getStringClaimValue("clinic")).isEqualTo("bogota");
    }

    @Test
    void noBrokenTokenPassesACarefulVerifier() {
        Map<String, String> broken = Tokens.maker().broken(Tokens.identity("nurse", "bogota"));

        assertThat(broken).hasSizeGreaterThanOrEqualTo(11);
        broken.forEach((kind, token) -> assertThat(passes(token)).as(kind).isFalse());
        assertThat(passes(Tokens.of("nurse"))).isTrue();
    }

    private static boolean passes(String token) {
        try {
            verifier().processToClaims(token);
            return true;
        } catch (InvalidJwtException e) {
            return false;
        }
    }

    private static JwtConsumer verifier() {
        String issuer = TestServers.shared().issuerUrl();
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(issuer + "/jwks")))
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(issuer)
                .setExpectedAudience("paincare-api")
                .setRequireExpirationTime()
                .setRequireSubject()
                .build();
    }

    private static Map<String, String> environment(Map<String, String> arguments) {
        PaincareTestResource resource = new PaincareTestResource();
        resource.init(arguments);
        Map<String, String> environment = resource.start();
        resource.stop();
        return environment;
    }
}
