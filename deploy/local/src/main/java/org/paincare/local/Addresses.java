package org.paincare.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.paincare.local.identity.Provider;
import org.paincare.local.identity.TokenSource;

/**
 * Where the components of a system on this machine are reached, for whoever acts on it from outside: the demonstration,
 * the launcher's other commands, tests.
 */
public record Addresses(Map<Component, Integer> ports, Provider provider, Path issuerData, Path clockFile) {

    static Addresses of(Home home, Map<Component, Integer> ports) throws IOException {
        Provider provider = home.provider();
        return new Addresses(Map.copyOf(ports), provider, provider.data(home.folder()), home.clockFile());
    }

    /** The same system with some of it reached elsewhere. */
    public Addresses at(Map<Component, Integer> others) {
        return new Addresses(Map.copyOf(others), provider, issuerData, clockFile);
    }

    /** What gives out the tokens of its people. */
    public TokenSource tokens() {
        return TokenSource.at(provider, issuerData, url(Component.ISSUER));
    }

    public int port(Component component) {
        return ports.getOrDefault(component, component.preferredPort());
    }

    /** {@code http://localhost:PORT} of the issuer, a service or the gateway. */
    public String url(Component component) {
        return "http://localhost:" + port(component);
    }

    /** The three services and every further replica that runs: each has a clock of its own. */
    public List<Component> services() {
        return ports.keySet().stream().filter(Component::isService).sorted().toList();
    }

    /** How far the services' clinical time is from the machine's, in seconds; 0 where it was never moved. */
    public long clockOffsetSeconds() throws IOException {
        return Files.exists(clockFile)
                ? Long.parseLong(Files.readString(clockFile).strip())
                : 0;
    }

    /** Kept for a service that starts again: it goes on at the moved time. */
    public void keepClockOffset(long seconds) throws IOException {
        Files.writeString(clockFile, Long.toString(seconds));
    }
}
