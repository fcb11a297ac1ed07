package org.paincare.e2e.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.demo.People;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.Identity;

/** What belongs to a demonstration has no place in the production profile: a packaged program refuses it. */
class ProductionTest {

    private static final Map<String, Integer> UNMOVED = Map.of("offsetSeconds", 0);

    private final Whole whole = Whole.running();

    @TempDir
    Path folder;

    @Test
    void aClockThatCanBeMovedIsRefused() throws Exception {
        try (ServiceAlone service = ServiceAlone.start(
                folder,
                Component.PATIENT,
                Map.of("PAINCARE_DEMO", "true", "PAINCARE_ISSUER", "https://issuer.invalid"))) {
            assertThat(service.ended()).isEqualTo(1);
            assertThat(service.complaints())
                    .containsExactly("Refused: PAINCARE_DEMO=true moves clinical time and is not for production.");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SESSION", "GATEWAY"})
    void theLocalIssuerIsRefused(Component program) throws Exception {
        try (ServiceAlone service = ServiceAlone.start(
                folder, program, Map.of("PAINCARE_ISSUER", whole.system().url(Component.ISSUER)))) {
            assertThat(service.ended()).isEqualTo(1);
            assertThat(service.complaints())
                    .containsExactly("Refused: an issuer without TLS, such as the local one, is not for production.");
        }
    }

    @Test
    void theDemonstrationsEndpointsAreNotThere() throws Exception {
        String issuer = whole.system().url(Component.ISSUER);
        String token = whole.people().maker().of(Identity.ofService("outcome-service"));
        // The test's tokens are the local issuer's; the program's own issuer is one that production takes.
        try (ServiceAlone service = ServiceAlone.start(
                folder,
                Component.OUTCOME,
                Map.of(
                        "PAINCARE_ISSUER",
                        "https://issuer.invalid",
                        "QUARKUS_OIDC_DISCOVERY_ENABLED",
                        "false",
                        "QUARKUS_OIDC_JWKS_PATH",
                        issuer + "/jwks",
                        "QUARKUS_OIDC_TOKEN_ISSUER",
                        issuer))) {
            Api caller = service.listening().as(token);

            caller.put("/internal/demo/clock", UNMOVED).expect(404);
            caller.post("/internal/demo/drain").expect(404);

            service.listening().put("/internal/demo/clock", UNMOVED).expect(401);
        }
        People local = whole.peopleAt(Component.OUTCOME);
        local.nobody().as(token).put("/internal/demo/clock", UNMOVED).expect(200);
    }
}
