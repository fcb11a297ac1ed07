package org.paincare.platform.document;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.MethodInfo;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.Open;
import org.paincare.platform.identity.Permissions;

/** What one endpoint's permission, parameters and body say of its refusals, headers and callers. */
final class EndpointRules {

    private static final String REQUEST = "jakarta.ws.rs.core.Request";

    private final HttpMethod verb;
    private final String address;
    private final Operation operation;
    private final MethodInfo method;

    EndpointRules(HttpMethod verb, String address, Operation operation, MethodInfo method) {
        this.verb = verb;
        this.address = address;
        this.operation = operation;
        this.method = method;
    }

    static boolean isEndpoint(MethodInfo method) {
        return method.hasAnnotation(Allowed.class) || method.hasAnnotation(Open.class);
    }

    void apply(Permissions permissions) {
        AnnotationInstance allowed = method.annotation(Allowed.class);
        AnnotationInstance open = method.annotation(Open.class);
        boolean toAnyone = open != null
                && open.value("toAnyone") != null
                && open.value("toAnyone").asBoolean();
        boolean isRead = verb == HttpMethod.GET;
        boolean hasBody = operation.getRequestBody() != null;
        boolean hasIfMatch = has(In.HEADER, "If-Match");
        if (allowed != null) {
            sayWho(
                    permissions,
                    allowed.value("resource").asString(),
                    allowed.value("action").asString());
        }
        if (open != null
                && (operation.getDescription() == null
                        || operation.getDescription().isBlank())) {
            operation.setDescription(
                    "No role is asked: " + open.value("because").asString() + ".");
        }
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        if (hasBody
                || operation.getParameters() != null
                        && !operation.getParameters().isEmpty()) {
            refuses("400");
        } else {
            operation.getResponses().removeAPIResponse("400");
        }
        if (!toAnyone) {
            refuses("401");
        }
        if (allowed != null) {
            refuses("403");
        }
        if (address.contains("{")) {
            refuses("404");
        }
        if (!isRead) {
            refuses("409");
            refuses("422");
        }
        if (hasIfMatch) {
            refuses("412");
            refuses("428");
        }
        if (hasBody) {
            refuses("413");
            refuses("415");
        }
        refuses("default");
        if (verb == HttpMethod.POST && !has(In.HEADER, "Idempotency-Key")) {
            operation.addParameter(OASFactory.createParameter().ref(SharedParts.IDEMPOTENCY_KEY));
        }
        boolean isVersioned = method.parameterTypes().stream()
                .anyMatch(type -> type.name().toString().equals(REQUEST));
        if (isRead && isVersioned) {
            operation.addParameter(OASFactory.createParameter().ref(SharedParts.IF_NONE_MATCH));
            operation
                    .getResponses()
                    .addAPIResponse("304", OASFactory.createAPIResponse().ref(SharedParts.NOT_MODIFIED));
        }
        HouseDocument.copy(operation.getResponses().getAPIResponses())
                .forEach((status, answer) -> sayHeaders(status, answer, isVersioned || hasIfMatch));
    }

    private void sayWho(Permissions permissions, String resource, String action) {
        var roles = new TreeMap<String, String>();
        permissions
                .granted(resource, action)
                .forEach((role, reach) -> roles.put(
                        role.wireName(),
                        switch (reach) {
                            case ALL -> "";
                            case OWN -> " (own records)";
                            case CONSENTED -> " (with the patient's consent to share)";
                        }));
        String who = "Permission `" + resource + "." + action + "`: "
                + roles.entrySet().stream()
                        .map(role -> role.getKey() + role.getValue())
                        .collect(Collectors.joining(", "))
                + ".";
        String says = operation.getDescription();
        operation.setDescription(says == null || says.isBlank() ? who : says.strip() + "\n\n" + who);
    }

    private void refuses(String status) {
        operation
                .getResponses()
                .addAPIResponse(
                        status,
                        OASFactory.createAPIResponse()
                                .ref(SharedParts.REFUSALS.get(status).name()));
    }

    private void sayHeaders(String status, APIResponse answer, boolean isVersioned) {
        if (answer.getRef() != null || !status.startsWith("2")) {
            return;
        }
        if (answer.getDescription() == null) {
            answer.setDescription(status.equals("201") ? "Made" : "Done");
        }
        Map<String, ?> known = HouseDocument.copy(answer.getHeaders());
        if (status.equals("201") && !known.containsKey(SharedParts.LOCATION)) {
            answer.addHeader(SharedParts.LOCATION, OASFactory.createHeader().ref(SharedParts.LOCATION));
        }
        if (isVersioned && !known.containsKey(SharedParts.ETAG)) {
            answer.addHeader(SharedParts.ETAG, OASFactory.createHeader().ref(SharedParts.ETAG));
        }
    }

    private boolean has(In place, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(
                                parameter -> parameter.getIn() == place && name.equalsIgnoreCase(parameter.getName()));
    }
}
