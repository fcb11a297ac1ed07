package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.TestAuthority;

/** TLS between callers and the gateway. */
@QuarkusTest
class TlsTest extends WireTest {

    private static TestAuthority authority() {
        return TestAuthority.kept(Outside.certificateFolder());
    }

    private HttpResponse<String> get(HttpClient.Version version) throws Exception {
        try (var client = HttpClient.newBuilder()
                .version(version)
                .sslContext(authority().context())
                .build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + Outside.port("tls") + PATIENT))
                            .header("Authorization", "Bearer " + tokens.of(PRESCRIBER))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aCallerGetsTheVersionItSpeaks() throws Exception {
        var new2 = get(HttpClient.Version.HTTP_2);
        var old = get(HttpClient.Version.HTTP_1_1);

        assertThat(new2.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(new2.statusCode()).isEqualTo(200);
        assertThat(old.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(old.statusCode()).isEqualTo(200);
        assertThat(old.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(patient.next().header("X-Forwarded-Proto")).containsExactly("https");
        assertThat(raw("GET / HTTP/1.1\r\nHost: g\r\n\r\n").header("Strict-Transport-Security"))
                .as("without TLS nothing is promised")
                .isEmpty();
    }

    @Test
    void whoTrustsAnotherAuthorityTalksToNobodyHere() {
        assertThatThrownBy(() -> handshake(TestAuthority.named("Stranger"), "TLSv1.3"))
                .isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> handshake(authority(), "TLSv1.1")).isInstanceOf(IOException.class);
    }

    @Test
    void whoDoesNotShakeHandsIsCutOff() throws Exception {
        try (var wire = new Wire(Outside.port("tls"));
                var plain = new Wire(Outside.port("tls"))) {
            plain.write("GET / HTTP/1.1\r\nHost: g\r\n\r\n");

            assertThat(plain.closedWithin(2500)).isTrue();
            assertThat(wire.closedWithin(2500)).isTrue();
        }
    }

    @Test
    void aNewCertificateIsShownWithoutAStartAndOldConnectionsGoOn() throws Exception {
        X509Certificate before = handshake(authority(), "TLSv1.3");
        String[] asked = asked("GET", PATIENT);
        try (Frames open = new Frames()) {
            assertThat(open.request(1, true, asked).answer(1).status()).isEqualTo(200);

            authority().issue(Outside.certificateFolder(), "gateway", "localhost");
            X509Certificate after = before;
            for (int i = 0; i < 100 && after.equals(before); i++) {
                TimeUnit.MILLISECONDS.sleep(10);
                after = handshake(authority(), "TLSv1.3");
            }
            assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
            assertThat(open.request(3, true, asked).answer(3).status()).isEqualTo(200);
        }
        assertThat(raw("GET /q/metrics HTTP/1.1\r\nHost: g\r\n\r\n").body())
                .contains("gateway_certificate_expires_seconds{shown=\"callers\"}");
    }

    private static X509Certificate handshake(TestAuthority trusted, String protocol) throws Exception {
        var context = trusted.context();
        var plain = new Socket(InetAddress.getLoopbackAddress(), Outside.port("tls"));
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true)) {
            socket.setSoTimeout(5000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }
}
