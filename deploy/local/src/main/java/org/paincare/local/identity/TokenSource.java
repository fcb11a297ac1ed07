package org.paincare.local.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.paincare.testing.local.Identity;

/** Gives out access tokens of the invented people and machines. */
public interface TokenSource {

    /** A fresh one: its holder has logged in just now. */
    String of(Identity who);

    /** Makes a person with role {@code patient} the person of that record, from their next token on. */
    void tie(Identity patient, UUID patientId) throws IOException;

    /**
     * @param data of the provider
     * @param address {@code http://localhost:PORT} of the provider
     */
    static TokenSource at(Provider provider, Path data, String address) {
        return switch (provider) {
            case ISSUER -> new OwnIssuer(data, address);
            case KEYCLOAK -> new Keycloak(data, address);
        };
    }
}
