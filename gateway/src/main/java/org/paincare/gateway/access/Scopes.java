package org.paincare.gateway.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scopes of one token.
 *
 * @param narrowed whether any of them is about resources; then only what one of them covers is allowed. A token without
 *                 (a person at a frontend that asks for none) is narrowed by its roles alone
 * @param all      those that were understood
 */
public record Scopes(boolean narrowed, List<Scope> all) {

    private static final List<String> ABOUT_RESOURCES = List.of("patient/", "user/", "system/");

    public Scopes {
        all = List.copyOf(all);
    }

    /** Those that a clinic has granted to a client: what is in none of them is not allowed, whatever a token says. */
    public static Scopes of(List<String> granted) {
        return new Scopes(
                true,
                granted.stream().map(Scope::parse).flatMap(Optional::stream).toList());
    }

    /** The kind of resource that a scope names, {@code *} for any; empty where the text is no scope. */
    public static Optional<String> kind(String text) {
        return Scope.parse(text).map(Scope::resource);
    }

    static Scopes of(String claim) {
        boolean narrowed = false;
        var understood = new ArrayList<Scope>();
        for (String text : claim.split(" ")) {
            if (ABOUT_RESOURCES.stream().anyMatch(text::startsWith)) {
                narrowed = true;
                Scope.parse(text).ifPresent(understood::add);
            }
        }
        return new Scopes(narrowed, understood);
    }
}
