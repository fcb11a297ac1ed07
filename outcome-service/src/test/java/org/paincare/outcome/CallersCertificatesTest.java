package org.paincare.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.local.TestAuthority;

/** A service that speaks TLS with whoever shows a certificate of its house, as the gateway does. */
@QuarkusTest
class CallersCertificatesTest {

    @TestHTTPResource(value = "/v1/tasks", tls = true)
    URI address;

    private final Path folder = PaincareTestResource.certificates();
    private final TestAuthority house = TestAuthority.kept(folder);

    private HttpResponse<String> asked(KeyManager... shown) throws Exception {
        try (var client =
                HttpClient.newBuilder().sslContext(house.context(shown)).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + address.getPort() + address.getPath()))
                            .header("Authorization", "Bearer " + Tokens.of("nurse"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void whoeverShowsACertificateOfTheHouseIsServed() throws Exception {
        var answer = asked(TestAuthority.showing(house.issue(folder, "caller", "gateway")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(address.getScheme()).isEqualTo("https");
    }

    @Test
    void whoeverShowsNoneOrAStrangersTalksToNobodyHere() {
        var strangers = TestAuthority.showing(TestAuthority.named("Stranger").issue(folder, "stranger", "gateway"));

        assertThatThrownBy(this::asked).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> asked(strangers)).isInstanceOf(IOException.class);
    }

    @Test
    void aServiceIsOnlyBelievedByWhoTrustsItsAuthority() throws Exception {
        try (var client = HttpClient.newBuilder()
                .sslContext(TestAuthority.named("Stranger").context())
                .build()) {
            var request = HttpRequest.newBuilder(address).build();
            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
    }
}
