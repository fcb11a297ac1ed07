package org.paincare.session;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import org.paincare.testing.PaincareTestResource;

/** The real database and issuer for every test of the running service, and a stand-in for patient-service. */
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "session"), @ResourceArg(name = "kafka", value = "true")})
@QuarkusTestResource(PatientServiceStandIn.class)
@QuarkusTestResource(OtherReplica.class)
final class SessionServers {

    private SessionServers() {}
}
