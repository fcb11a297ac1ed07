package org.paincare.outcome;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.specification.RequestSpecification;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;

/** The real database, broker and issuer for every test of the running service, and requests in somebody's name. */
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {
            @ResourceArg(name = "service", value = "outcome"),
            @ResourceArg(name = "kafka", value = "true"),
            @ResourceArg(name = "tls", value = "true")
        })
public final class OutcomeServers {

    private OutcomeServers() {}

    /** A request of somebody of Bogotá: {@code as("nurse")}. */
    public static RequestSpecification as(String user) {
        return with(Tokens.of(user));
    }

    public static RequestSpecification as(String user, String clinic) {
        return with(Tokens.of(user, clinic));
    }

    public static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }
}
