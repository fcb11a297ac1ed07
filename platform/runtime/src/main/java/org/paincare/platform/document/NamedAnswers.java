package org.paincare.platform.document;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/**
 * Gives an answer the shape that its endpoint names ({@link APIResponseSchema}) where it has none: of an endpoint that stands
 * in the class which a service's own extends, the scanner reads everything but this.
 */
final class NamedAnswers {

    private static final DotName NAMED = DotName.createSimple(APIResponseSchema.class);
    private static final DotName SCHEMA = DotName.createSimple(Schema.class);
    private static final String JSON = "application/json";

    private final IndexView index;
    private final Components components;

    NamedAnswers(IndexView index, Components components) {
        this.index = index;
        this.components = components;
    }

    void putInto(Operation operation, HttpMethod verb, MethodInfo method) {
        AnnotationInstance named = method.annotation(NAMED);
        if (named == null) {
            return;
        }
        String shape = nameOf(named.value().asClass().name());
        if (shape == null) {
            return;
        }
        String status = named.value("responseCode") == null
                        || named.value("responseCode").asString().isEmpty()
                ? (verb == HttpMethod.POST ? "201" : "200")
                : named.value("responseCode").asString();
        APIResponse answer = operation.getResponses() == null
                ? null
                : operation.getResponses().getAPIResponse(status);
        if (answer == null) {
            answer = OASFactory.createAPIResponse().description(status.equals("201") ? "Made" : "Done");
            if (operation.getResponses() == null) {
                operation.setResponses(OASFactory.createAPIResponses());
            }
            operation.getResponses().addAPIResponse(status, answer);
        }
        if (answer.getContent() == null) {
            answer.setContent(OASFactory.createContent());
        }
        MediaType json = answer.getContent().getMediaType(JSON);
        if (json == null) {
            json = OASFactory.createMediaType();
            answer.getContent().addMediaType(JSON, json);
        }
        if (json.getSchema() == null
                || (json.getSchema().getRef() == null && json.getSchema().getType() == null)) {
            json.setSchema(OASFactory.createSchema().ref(shape));
        }
    }

    /** The component that describes the class; null where there is none. */
    private @Nullable String nameOf(DotName type) {
        var known = index.getClassByName(type);
        if (known == null || components.getSchemas() == null) {
            return null;
        }
        var schema = known.declaredAnnotation(SCHEMA);
        String name = schema != null && schema.value("name") != null
                ? schema.value("name").asString()
                : type.withoutPackagePrefix().replaceFirst(".*\\$", "");
        return components.getSchemas().containsKey(name) ? name : null;
    }
}
