package org.paincare.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paincare.gateway.settings.GatewaySettings;
import org.paincare.testing.local.TestAuthority;

/** The gateway before services that speak TLS, with real certificates. */
class CertificatesTest {

    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path folder;

    private final TestAuthority authority = TestAuthority.named("House");
    private final Map<String, String> set = new HashMap<>();
    private Certificates certificates;

    @AfterEach
    void ended() {
        if (certificates != null) {
            certificates.stop(null);
        }
    }

    @AfterAll
    static void closed() {
        VERTX.close();
    }

    private GatewaySettings settings() {
        set.put("paincare.gateway.host", "localhost");
        set.put("paincare.gateway.port", "0");
        set.put("paincare.gateway.public-url", "http://localhost");
        set.put("paincare.gateway.tls.reload", "20ms");
        for (String policy : new String[] {"person", "partner", "bedside", "clinic", "open"}) {
            set.put("paincare.gateway.limits." + policy + ".requests", "1");
        }
        set.put("paincare.gateway.limits.clinic-in-flight", "1");
        return new SmallRyeConfigBuilder()
                .withMapping(GatewaySettings.class)
                .withDefaultValues(set)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(GatewaySettings.class);
    }

    private Certificates certificates() {
        certificates = new Certificates(settings(), new SimpleMeterRegistry());
        return certificates;
    }

    private void trusting(TestAuthority whom) {
        set.put("paincare.gateway.service-tls.ca", whom.keep(folder).toString());
    }

    private TestAuthority.PemFiles showing(TestAuthority.PemFiles files) {
        set.put("paincare.gateway.service-tls.certificate", files.certificate().toString());
        set.put("paincare.gateway.service-tls.key", files.key().toString());
        return files;
    }

    /** A service that answers who called it. */
    private int service(TestAuthority.PemFiles shown, ClientAuth asks) throws Exception {
        var options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(shown.certificate().toString())
                        .addKeyPath(shown.key().toString()))
                .setClientAuth(asks)
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(authority.keep(folder).toString()));
        HttpServer server = VERTX.createHttpServer(options)
                .requestHandler(request -> {
                    try {
                        request.response()
                                .putHeader(
                                        "caller",
                                        asks == ClientAuth.NONE
                                                ? "anybody"
                                                : request.sslSession()
                                                        .getPeerPrincipal()
                                                        .getName())
                                .end();
                    } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
                        request.response().setStatusCode(500).end();
                    }
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private String called(Certificates with, int port) throws Exception {
        var client = VERTX.createHttpClient(
                with.secure(new HttpClientOptions()).setKeepAlive(false).setConnectTimeout(3000));
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost("localhost")
                        .setPort(port)
                        .setSsl(true)
                        .setURI("/"))
                .compose(HttpClientRequest::send)
                .map((HttpClientResponse answer) -> answer.getHeader("caller"))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void refused(Certificates with, int port) {
        assertThatThrownBy(() -> called(with, port))
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .satisfies(why -> assertThat(why.getClass().getName())
                        .containsAnyOf("ssl", "cert", "SSL", "Closed", "IOException"));
    }

    @Test
    void aServiceOfATrustedAuthorityIsCalled() throws Exception {
        int port = service(authority.issue(folder, "service", "localhost"), ClientAuth.NONE);
        trusting(authority);

        assertThat(called(certificates(), port)).isEqualTo("anybody");
    }

    @Test
    void aServiceOfAnotherAuthorityIsNotCalled() throws Exception {
        int port = service(TestAuthority.named("Stranger").issue(folder, "service", "localhost"), ClientAuth.NONE);
        trusting(authority);

        refused(certificates(), port);
    }

    @Test
    void withoutAnAuthoritySetOnlyThoseOfTheJdkAreBelieved() throws Exception {
        refused(certificates(), service(authority.issue(folder, "service", "localhost"), ClientAuth.NONE));
    }

    @Test
    void aServiceUnderAnotherNameIsNotCalled() throws Exception {
        int port = service(authority.issue(folder, "service", "elsewhere.example"), ClientAuth.NONE);
        trusting(authority);

        refused(certificates(), port);
    }

    @Test
    void aServiceWhoseCertificateHasExpiredIsNotCalled() throws Exception {
        Instant longAgo = Instant.now().minus(Duration.ofDays(10));
        int port = service(authority.issue(folder, "service", "localhost", longAgo), ClientAuth.NONE);
        trusting(authority);

        refused(certificates(), port);
    }

    @Test
    void aServiceThatAsksWhoCallsIsShownTheGatewaysCertificate() throws Exception {
        int port = service(authority.issue(folder, "service", "localhost"), ClientAuth.REQUIRED);
        trusting(authority);
        showing(authority.issue(folder, "gateway", "gateway"));

        assertThat(called(certificates(), port)).isEqualTo("CN=gateway");
    }

    @Test
    void withoutACertificateOfItsOwnTheGatewayIsRefusedThere() throws Exception {
        int port = service(authority.issue(folder, "service", "localhost"), ClientAuth.REQUIRED);
        trusting(authority);

        refused(certificates(), port);
    }

    @Test
    void withACertificateOfAStrangerOrAnExpiredOneItIsRefusedToo() throws Exception {
        int port = service(authority.issue(folder, "service", "localhost"), ClientAuth.REQUIRED);
        trusting(authority);
        showing(TestAuthority.named("Stranger").issue(folder, "gateway", "gateway"));
        var stranger = certificates();
        refused(stranger, port);
        stranger.stop(null);

        Instant longAgo = Instant.now().minus(Duration.ofDays(10));
        showing(authority.issue(folder, "gateway", "gateway", longAgo));
        refused(certificates(), port);
    }

    @Test
    void whatIsReplacedInTheFilesIsShownAndBelievedWithoutAStart() throws Exception {
        int port = service(authority.issue(folder, "service", "localhost"), ClientAuth.REQUIRED);
        set.put(
                "paincare.gateway.service-tls.ca",
                folder.resolve("authority.pem").toString());
        TestAuthority stranger = TestAuthority.named("Stranger");
        showing(authority.issue(folder, "gateway", "first"));
        authority.keep(folder);
        var running = certificates();
        assertThat(called(running, port)).isEqualTo("CN=first");

        authority.issue(folder, "gateway", "second");
        eventually(() -> assertThat(called(running, port)).isEqualTo("CN=second"));
        stranger.keep(folder);
        eventually(() -> refused(running, port));
    }

    @Test
    void aReplacementThatCannotBeUsedLeavesTheOneBefore() throws Exception {
        int port = service(authority.issue(folder, "service", "localhost"), ClientAuth.REQUIRED);
        trusting(authority);
        var files = showing(authority.issue(folder, "gateway", "first"));
        var running = certificates();

        Files.writeString(files.key(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(called(running, port)).isEqualTo("CN=first");
        authority.issue(folder, "gateway", "second");
        eventually(() -> assertThat(called(running, port)).isEqualTo("CN=second"));
    }

    @Test
    void whatCannotBeUsedAtTheStartStopsIt() throws Exception {
        var one = authority.issue(folder, "one", "gateway");
        var other = authority.issue(folder, "other", "gateway");

        showing(new TestAuthority.PemFiles(one.certificate(), other.key()));
        assertThatThrownBy(this::certificates)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the key is not the certificate's");
        showing(new TestAuthority.PemFiles(folder.resolve("nowhere.pem"), one.key()));
        assertThatThrownBy(this::certificates).isInstanceOf(ConfigurationException.class);
        set.remove("paincare.gateway.service-tls.key");
        assertThatThrownBy(this::certificates)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("go together");
        set.remove("paincare.gateway.service-tls.certificate");
        set.put("paincare.gateway.tls.only", "true");
        assertThatThrownBy(this::certificates)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lets nobody in");
    }

    private interface Check {
        void of() throws Exception;
    }

    private static void eventually(Check check) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                check.of();
                return;
            } catch (AssertionError | ExecutionException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }
}
