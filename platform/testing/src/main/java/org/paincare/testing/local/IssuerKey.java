package org.paincare.testing.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * The RSA key (2048 bits) that signs every token; made once, readable by its owner only. Changed for a new one it signs
 * nothing more, but its public part is shown for as long as a token it signed can live. Safe from any thread.
 */
final class IssuerKey {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BITS = 2048;

    /** A key that signs no more, its public part alone. */
    private record Earlier(RsaJsonWebKey key, Instant until) {}

    /** What holds at one moment, replaced as a whole. */
    private record Ring(RsaJsonWebKey present, List<Earlier> earlier) {}

    private final Path data;
    private volatile Ring ring;

    private IssuerKey(Path data, Ring ring) {
        this.data = data;
        this.ring = ring;
    }

    static IssuerKey keptIn(Path data) throws IOException {
        Path file = presentIn(data);
        try {
            if (!Files.exists(file)) {
                write(file, made());
            }
            return new IssuerKey(data, new Ring(read(Files.readString(file)), earlierIn(data)));
        } catch (JoseException e) {
            throw new IOException("No signing key in " + file, e);
        }
    }

    /**
     * From the next token on another key signs.
     *
     * @param life how long tokens signed until now may live
     */
    synchronized void change(Instant now, Duration life) throws IOException {
        try {
            RsaJsonWebKey next = made();
            List<Earlier> earlier = new ArrayList<>(ring.earlier().stream()
                    .filter(one -> one.until().isAfter(now))
                    .toList());
            earlier.add(new Earlier(publicPart(ring.present()), now.plus(life)));
            // The old one is kept before the new one is: killed in between, it is shown twice and lost never.
            Secrets.writePrivately(earlierFile(data), text(earlier));
            write(presentIn(data), next);
            ring = new Ring(next, List.copyOf(earlier));
        } catch (JoseException e) {
            throw new IOException("No new signing key", e);
        }
    }

    RsaJsonWebKey jwk() {
        return ring.present();
    }

    /** The present key and those whose tokens may still live, by id. */
    List<RsaJsonWebKey> believed(Instant now) {
        Ring all = ring;
        List<RsaJsonWebKey> keys = new ArrayList<>(List.of(all.present()));
        all.earlier().stream()
                .filter(one -> one.until().isAfter(now))
                .map(Earlier::key)
                .filter(key -> !key.getKeyId().equals(all.present().getKeyId()))
                .forEach(keys::add);
        return keys;
    }

    List<Map<String, Object>> publicParts(Instant now) {
        return believed(now).stream()
                .map(key -> key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                .toList();
    }

    private static RsaJsonWebKey made() throws JoseException {
        RsaJsonWebKey made = RsaJwkGenerator.generateJwk(BITS);
        made.setKeyId(made.calculateBase64urlEncodedThumbprint("SHA-256"));
        made.setUse("sig");
        made.setAlgorithm("RS256");
        return made;
    }

    private static RsaJsonWebKey read(String json) throws JoseException {
        return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(json);
    }

    private static RsaJsonWebKey publicPart(RsaJsonWebKey key) throws JoseException {
        return read(key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    }

    private static void write(Path file, RsaJsonWebKey key) throws IOException {
        Secrets.writePrivately(file, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
    }

    private static List<Earlier> earlierIn(Path data) throws IOException, JoseException {
        Path file = earlierFile(data);
        List<Earlier> earlier = new ArrayList<>();
        if (Files.exists(file)) {
            for (JsonNode one : JSON.readTree(Files.readString(file))) {
                earlier.add(new Earlier(
                        read(one.path("key").toString()),
                        Instant.parse(one.path("until").asText())));
            }
        }
        return List.copyOf(earlier);
    }

    private static String text(List<Earlier> earlier) throws JsonProcessingException {
        return JSON.writeValueAsString(earlier.stream()
                .map(one -> Map.of(
                        "until",
                        one.until().toString(),
                        "key",
                        one.key().toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)))
                .toList());
    }

    private static Path presentIn(Path data) {
        return data.resolve("signing-key.json");
    }

    private static Path earlierFile(Path data) {
        return data.resolve("earlier-keys.json");
    }
}
