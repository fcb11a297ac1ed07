package org.paincare.platform.document;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/** What the groups of operations are about: {@code openapi-tags.properties}. */
final class TagTexts {

    private static final String FILE = "/openapi-tags.properties";

    private TagTexts() {}

    static void putInto(OpenAPI document) {
        Properties texts = read();
        var used = new TreeSet<String>();
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations()
                        .values()
                        .forEach(operation ->
                                used.addAll(Objects.requireNonNullElse(operation.getTags(), new ArrayList<>()))));
        var tags = new ArrayList<Tag>();
        for (String name : used) {
            String text = texts.getProperty(name);
            if (text == null) {
                throw new IllegalStateException(FILE + " does not say what the tag " + name + " is about");
            }
            tags.add(OASFactory.createTag().name(name).description(text));
        }
        document.setTags(tags);
    }

    private static Properties read() {
        var texts = new Properties();
        try (var file = new InputStreamReader(
                Objects.requireNonNull(TagTexts.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8)) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
        return texts;
    }
}
