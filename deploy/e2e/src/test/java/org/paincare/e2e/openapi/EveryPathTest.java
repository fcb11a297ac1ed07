package org.paincare.e2e.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.whole.Whole;
import org.paincare.testing.http.Api;

/** The gateway's document says what its route table lets through: a path that it leaves out is one nobody reaches. */
class EveryPathTest {

    private final Whole whole = Whole.running();

    @Test
    void whateverAServiceOffersIsReachedThroughTheGateway() {
        whole.awaitReady();
        Set<String> reached = paths(ApiDocument.of(whole.people().nobody()), "-");
        for (var service : Whole.SERVICES) {
            Api direct = Api.at(whole.system().url(service));
            assertThat(paths(ApiDocument.at(direct, "/q/openapi?format=json"), service.label()))
                    .as(service.label())
                    .hasSizeGreaterThan(20)
                    .isSubsetOf(reached);
        }
    }

    private static Set<String> paths(ApiDocument document, String service) {
        return document.operations().stream()
                .map(operation -> operation.method() + " " + operation.path().replace("{service}", service))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
