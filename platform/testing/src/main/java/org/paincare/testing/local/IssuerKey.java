package org.paincare.testing.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** The RSA key (2048 bits) that signs every token; made once, readable by its owner only. */
final class IssuerKey {

    private static final int BITS = 2048;

    private final RsaJsonWebKey key;

    private IssuerKey(RsaJsonWebKey key) {
        this.key = key;
    }

    static IssuerKey keptIn(Path data) throws IOException {
        Path file = data.resolve("signing-key.json");
        try {
            if (!Files.exists(file)) {
                RsaJsonWebKey made = RsaJwkGenerator.generateJwk(BITS);
                made.setKeyId(made.calculateBase64urlEncodedThumbprint("SHA-256"));
                made.setUse("sig");
                made.setAlgorithm("RS256");
                Secrets.writePrivately(file, made.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
            }
            return new IssuerKey((RsaJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file)));
        } catch (JoseException e) {
            throw new IOException("No signing key in " + file, e);
        }
    }

    RsaJsonWebKey jwk() {
        return key;
    }

    Map<String, Object> publicPart() {
        return key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }
}
