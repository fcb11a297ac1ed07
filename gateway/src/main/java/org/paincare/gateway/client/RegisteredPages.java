package org.paincare.gateway.client;

import jakarta.inject.Singleton;

/** The web pages of all registered clients together: a preflight carries no token, so it is not known whose it is. */
@Singleton
public class RegisteredPages {

    private final Registry registry;

    RegisteredPages(Registry registry) {
        this.registry = registry;
    }

    public boolean has(String origin) {
        return registry.knowsOrigin(origin);
    }
}
