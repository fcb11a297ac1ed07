package org.paincare.local;

/** What a person reads when everything is ready. */
final class Welcome {

    private static final String CONSOLE = "               Keycloak; its console %s/admin, user admin, password in %s%n";

    private Welcome() {}

    static String of(PaincareSystem system) {
        String gateway = system.url(Component.GATEWAY);
        return """

                Ready: %1$s

                  Portal       %1$s/
                  API          %1$s/openapi
                  Identity     %2$s  (client paincare-frontend: code with PKCE, from http://localhost:*)
                %4$s  Demo users   clinic-admin medical-director prescriber prescriber2 head-nurse nurse nurse2 nurse3
                               pharmacist coordinator patient auditor, each @bogota and @cartagena; ops ops2
                               password paincare-demo (this machine only)
                  A token      ./deploy/dev token prescriber        ./deploy/dev token nurse cartagena
                  A week later ./deploy/dev time +7d                (what falls due on the way is done)

                Try:
                  curl -H "Authorization: Bearer $(./deploy/dev token prescriber)" %1$s/v1/me

                Ctrl-C or ./deploy/dev down stops everything; the data stays in %3$s.
                """.formatted(
                        gateway,
                        system.provider().issuer(system.url(Component.ISSUER)),
                        system.home().folder(),
                        console(system));
    }

    private static String console(PaincareSystem system) {
        return switch (system.provider()) {
            case ISSUER -> "";
            case KEYCLOAK ->
                CONSOLE.formatted(
                        system.url(Component.ISSUER), system.issuerData().resolve("secrets/admin"));
        };
    }
}
