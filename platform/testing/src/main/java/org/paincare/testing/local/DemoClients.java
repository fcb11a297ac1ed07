package org.paincare.testing.local;

import java.util.ArrayList;
import java.util.List;

/** The programs that may ask for tokens: the services, a partner and a device for trying out, the frontend, a terminal. */
final class DemoClients {

    static final String CODE = "authorization_code";
    static final String REFRESH = "refresh_token";
    static final String PASSWORD = "password";
    static final String OWN = "client_credentials";

    private DemoClients() {}

    /** Services get a new random secret each time this is called; the caller keeps it. */
    static List<IssuerDirectory.Client> list() {
        List<IssuerDirectory.Client> clients = new ArrayList<>();
        for (String service : List.of("patient-service", "session-service", "outcome-service", "gateway")) {
            clients.add(own(Secrets.random(), Identity.ofService(service)));
        }
        clients.add(own(
                DemoUsers.PASSWORD, Identity.demo("demo-partner", "Empresa Ficticia", "partner", DemoClinic.BOGOTA)));
        clients.add(
                own(DemoUsers.PASSWORD, Identity.demo("demo-device", "Monitor Ficticio", "device", DemoClinic.BOGOTA)));
        clients.add(own(
                DemoUsers.PASSWORD,
                Identity.demo("demo-device-cartagena", "Monitor Ficticio", "device", DemoClinic.CARTAGENA)));
        clients.add(new IssuerDirectory.Client("paincare-frontend", null, List.of(CODE, REFRESH), null));
        clients.add(new IssuerDirectory.Client("paincare-cli", null, List.of(CODE, REFRESH, PASSWORD), null));
        return clients;
    }

    private static IssuerDirectory.Client own(String secret, Identity identity) {
        return new IssuerDirectory.Client(identity.username(), secret, List.of(OWN), identity);
    }
}
