package org.paincare.e2e.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.paincare.local.demo.People;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** The audit of both clinics verifies in every service, asked as an auditor asks. */
public final class AuditChain {

    private AuditChain() {}

    public static List<String> findings(People people) {
        List<String> findings = new ArrayList<>();
        for (DemoClinic clinic : DemoClinic.values()) {
            Answer answer = people.of("auditor", clinic).get("/v1/audit/verification");
            List<JsonNode> verdicts = answer.status() == 200 ? answer.json().findValues("verified") : List.of();
            if (verdicts.size() < 3 || !verdicts.stream().allMatch(JsonNode::asBoolean)) {
                findings.add("the audit of " + clinic.slug() + " does not verify: " + answer.status() + " "
                        + answer.response().body());
            }
        }
        return findings;
    }
}
