package org.paincare.session.protocol;

import static org.paincare.session.reference.DataFiles.require;

import java.util.List;
import java.util.Optional;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Version;

/** The regimen templates of one version of {@code protocols/protocols.yaml}. */
public record Protocols(Version version, List<Protocol> protocols) {

    public Protocols {
        protocols = List.copyOf(protocols);
        require(!protocols.isEmpty(), "no protocol");
        DataFiles.requireUnique(protocols, Protocol::id);
    }

    public static Protocols builtIn() {
        return DataFiles.builtIn("protocols/protocols.yaml", Protocols.class);
    }

    public static Protocols parse(String yaml) {
        return DataFiles.parse(yaml, Protocols.class);
    }

    public Optional<Protocol> find(String id) {
        return protocols.stream().filter(protocol -> protocol.id().equals(id)).findFirst();
    }
}
