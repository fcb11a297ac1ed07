package org.paincare.e2e.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.demo.People;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.Identity;

/** What belongs to a demonstration has no place in the production profile: a packaged program refuses it. */
class ProductionTest {

    private static final Map<String, Integer> UNMOVED = Map.of("offsetSeconds", 0);

    private static final String NO_TLS =
            "Refused: an issuer without TLS, such as the local one, is not for production.";

    private static final String UNKNOWN = "0197a000-0000-7000-8000-0000000000ff";

    private final Whole whole = Whole.running();

    @TempDir
    Path folder;

    @Test
    void aClockThatCanBeMovedAndTheLocalIssuerAreRefused() throws Exception {
        try (ServiceAlone service = ServiceAlone.start(
                folder,
                Component.PATIENT,
                Map.of(
                        "PAINCARE_DEMO",
                        "true",
                        "PAINCARE_ISSUER",
                        whole.system().url(Component.ISSUER)))) {
            assertThat(service.ended()).isEqualTo(1);
            assertThat(service.complaints())
                    .containsExactly(
                            "Refused: PAINCARE_DEMO=true moves clinical time and is not for production.", NO_TLS);
        }
    }

    @Test
    void theGatewayRefusesTheLocalIssuer() throws Exception {
        try (ServiceAlone gateway = ServiceAlone.start(
                folder,
                Component.GATEWAY,
                Map.of("PAINCARE_ISSUER", whole.system().url(Component.ISSUER)))) {
            assertThat(gateway.ended()).isEqualTo(1);
            assertThat(gateway.complaints()).containsExactly(NO_TLS);
        }
    }

    @Test
    void itsSpansGoToTheCollectorThatIsSetAndTheDemonstrationsEndpointsAreNotThere() throws Exception {
        String issuer = whole.system().url(Component.ISSUER);
        String token = whole.people().maker().of(Identity.ofService("outcome-service"));
        // The test's tokens are the local issuer's; the program's own issuer is one that production takes.
        Map<String, String> settings = new HashMap<>(Map.of(
                "PAINCARE_ISSUER",
                "https://issuer.invalid",
                "QUARKUS_OIDC_DISCOVERY_ENABLED",
                "false",
                "QUARKUS_OIDC_JWKS_PATH",
                issuer + "/jwks",
                "QUARKUS_OIDC_TOKEN_ISSUER",
                issuer));
        try (SpanSink collector = new SpanSink()) {
            settings.putAll(collector.settings());
            try (ServiceAlone service = ServiceAlone.start(folder, Component.OUTCOME, settings)) {
                Api caller = service.listening().as(token);

                caller.put("/internal/demo/clock", UNMOVED).expect(404);
                caller.post("/internal/demo/drain").expect(404);
                service.listening().put("/internal/demo/clock", UNMOVED).expect(401);

                service.listening()
                        .with("User-Agent", "telefono-de-leocadia")
                        .get("/v1/patients/" + UNKNOWN + "/course?name=leocadia")
                        .expect(401);
                Await.until("the spans", Whole.PATIENCE, () -> collector.taken().contains(UNKNOWN));
                assertThat(collector.taken()).contains("outcome-service").doesNotContain("leocadia", "127.0.0.1");
            }
        }
        People local = whole.peopleAt(Component.OUTCOME);
        local.nobody().as(token).put("/internal/demo/clock", UNMOVED).expect(200);
    }

    @Test
    void whereNoCollectorIsSetNobodyLooksForOne() throws Exception {
        assertThat(Files.readString(whole.system().log(Component.OUTCOME)))
                .contains("Installed features")
                .doesNotContain("otlp", ":4317", "Failed to export");
    }
}
