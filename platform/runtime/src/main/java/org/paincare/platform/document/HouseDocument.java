package org.paincare.platform.document;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Permissions;

/**
 * Completes the document with what the annotations of one endpoint cannot know: names of operations that stay while code
 * moves, who may call, every refusal that the platform answers, the headers of reads and writes, the shape of a page, and
 * patterns as the readers of the document understand them.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class HouseDocument implements OASFilter {

    private final IndexView index;
    private final Permissions permissions = new Permissions();

    public HouseDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null) {
            return;
        }
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        SharedParts.addTo(document.getComponents());
        document.addExtension(ProblemCatalogue.EXTENSION, ProblemCatalogue.of(index));
        var examples = Examples.ofThisService();
        var names = new OperationNames();
        var byAddress = new TreeMap<String, PathItem>(document.getPaths().getPathItems());
        byAddress.forEach((address, path) -> path.getOperations().forEach((verb, operation) -> {
            MethodInfo method = methodOf(operation);
            operation.setOperationId(names.of(verb, address));
            if (method != null) {
                new NamedAnswers(index, document.getComponents()).putInto(operation, verb, method);
                new EndpointRules(verb, address, operation, method).apply(permissions);
            }
            examples.putInto(verb + " " + address, operation);
        }));
        TagTexts.putInto(document);
        new Shapes(document, index).settle();
    }

    /** The method behind an operation; its identifier so far is package, class and method. */
    private @Nullable MethodInfo methodOf(Operation operation) {
        String id = operation.getOperationId();
        int at = id == null ? -1 : id.lastIndexOf('_');
        if (id == null || at < 0) {
            return null;
        }
        var type = index.getClassByName(DotName.createSimple(id.substring(0, at)));
        while (type != null) {
            for (var method : type.methods()) {
                if (method.name().equals(id.substring(at + 1)) && EndpointRules.isEndpoint(method)) {
                    return method;
                }
            }
            // Endpoints that services have alike stand in the class that theirs extends.
            type = type.superName() == null ? null : index.getClassByName(type.superName());
        }
        return null;
    }

    static <V> Map<String, V> copy(@Nullable Map<String, V> values) {
        return values == null ? Map.of() : new TreeMap<>(values);
    }
}
