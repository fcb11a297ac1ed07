package org.paincare.local.identity;

import java.nio.file.Path;
import java.util.Locale;

/** The identity provider that a data folder began with; it keeps it until everything is forgotten. */
public enum Provider {
    /** The small issuer of our own: no download, ready in a second. */
    ISSUER(""),
    /** Keycloak with the realm of {@code deploy/kubernetes/operators/keycloak/realm.yaml}. */
    KEYCLOAK("/realms/" + KeycloakRealm.NAME);

    private final String path;

    Provider(String path) {
        this.path = path;
    }

    /** What tokens name as their issuer. */
    public String issuer(String address) {
        return address + path;
    }

    /** Where it keeps its people and secrets. */
    public Path data(Path home) {
        return home.resolve(name().toLowerCase(Locale.ROOT));
    }
}
