package org.paincare.session.reference;

import java.util.Map;

/** The publications and labels that data files cite, by tag. */
public record Sources(Version version, Map<String, String> tags) {

    public static final Sources BUILT_IN = DataFiles.builtIn("reference/sources.yaml", Sources.class);

    public Sources {
        tags = Map.copyOf(tags);
    }

    boolean knows(String tag) {
        return tags.containsKey(tag);
    }
}
