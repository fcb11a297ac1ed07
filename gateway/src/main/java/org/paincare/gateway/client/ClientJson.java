package org.paincare.gateway.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** How the API shows a client and what it used; what there is not is left out. */
final class ClientJson {

    private ClientJson() {}

    static ObjectNode of(ApiClient client) {
        ApiClient.Terms terms = client.terms();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", client.id().toString())
                .put("clinicId", client.clinicId().toString())
                .put("clientId", client.clientId())
                .put("name", terms.name());
        json.putObject("contact")
                .put("name", terms.contact().name())
                .put("email", terms.contact().email());
        terms.scopes().forEach(json.putArray("scopes")::add);
        terms.origins().forEach(json.putArray("origins")::add);
        json.put("rateClass", terms.rateClass().name());
        if (terms.monthlyQuota() != null) {
            json.put("monthlyQuota", terms.monthlyQuota());
        }
        json.put("status", terms.status().name());
        if (client.reason() != null) {
            json.put("reason", client.reason());
        }
        json.put("version", client.version())
                .put("registeredAt", client.registeredAt().toString())
                .put("changedAt", client.changedAt().toString());
        if (client.changedBy() != null) {
            json.put("changedBy", client.changedBy().toString());
        }
        return json;
    }

    static ObjectNode report(
            ApiClient client, LocalDate from, LocalDate to, List<Usage.Line> lines, YearMonth month, long used) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("clientId", client.clientId())
                .put("from", from.toString())
                .put("to", to.toString())
                .put("requests", lines.stream().mapToLong(Usage.Line::requests).sum());
        var items = json.putArray("items");
        lines.forEach(line -> items.addObject()
                .put("day", line.day().toString())
                .put("lane", line.lane().name())
                .put("statusClass", line.statusClass() + "xx")
                .put("requests", line.requests()));
        ObjectNode current = json.putObject("month").put("month", month.toString());
        current.put("requests", used);
        if (client.terms().monthlyQuota() != null) {
            current.put("quota", client.terms().monthlyQuota());
        }
        return json;
    }
}
