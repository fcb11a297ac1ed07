package org.paincare.gateway;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An identity provider with a key of its own: discovery, keys, and tokens as good or as bad as a test wants. */
public final class TestIssuer {

    private final String address;
    private final RsaJsonWebKey key;
    private final AtomicInteger keyFetches = new AtomicInteger();

    public TestIssuer(int port) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        address = "http://localhost:" + server.getAddress().getPort();
        key = newKey("test-key");
        String discovery = """
                {"issuer":"%1$s","jwks_uri":"%1$s/jwks","token_endpoint":"%1$s/token",
                 "authorization_endpoint":"%1$s/authorize"}""".formatted(address);
        server.createContext("/", exchange -> {
            boolean keys = exchange.getRequestURI().getPath().equals("/jwks");
            if (keys) {
                keyFetches.incrementAndGet();
            }
            byte[] body = (keys ? new JsonWebKeySet(key).toJson() : discovery).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String address() {
        return address;
    }

    public int keyFetches() {
        return keyFetches.get();
    }

    static RsaJsonWebKey newKey(String id) throws JoseException {
        RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
        made.setKeyId(id);
        made.setAlgorithm("RS256");
        made.setUse("sig");
        return made;
    }

    RsaJsonWebKey key() {
        return key;
    }

    /** Claims of a prescriber's good token. */
    public JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer(address);
        claims.setAudience("paincare-api");
        claims.setSubject(UUID.randomUUID().toString());
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setIssuedAtToNow();
        claims.setNotBeforeMinutesInThePast(1);
        claims.setGeneratedJwtId();
        claims.setStringListClaim("roles", List.of("prescriber"));
        return claims;
    }

    public String token() throws JoseException {
        return sign(claims(), key, "at+jwt");
    }

    static String sign(JwtClaims claims, RsaJsonWebKey key, String type) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue("RS256");
        signature.setHeader("typ", type);
        return signature.getCompactSerialization();
    }
}
