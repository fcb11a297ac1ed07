package org.paincare.local.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.Identity;
import org.paincare.testing.local.TestTokens;

/** Signs tokens with the key of our own issuer, without asking it. */
record OwnIssuer(Path data, String address) implements TokenSource {

    @Override
    public String of(Identity who) {
        return TestTokens.of(data, address).of(who);
    }

    @Override
    public void tie(Identity patient, UUID patientId) throws IOException {
        var secret = Files.readString(data.resolve("admin-secret")).strip();
        Api.at(address)
                .as(secret)
                .post("/admin/users/" + patient.username(), Map.of("patient_id", patientId))
                .expect(204);
    }
}
