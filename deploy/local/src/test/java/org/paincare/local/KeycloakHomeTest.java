package org.paincare.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paincare.local.identity.Provider;
import org.paincare.testing.local.CannotStart;

/** A home has one identity provider for as long as its data lasts: what people and patients are tied to is there. */
class KeycloakHomeTest {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void anEmptyHome() throws IOException {
        home = Home.at(folder.resolve("home"));
    }

    @Test
    void itGoesOnWithWhatItBeganWith() throws IOException {
        assertThat(home.provider()).isEqualTo(Provider.ISSUER);
        home.goOnWith(Provider.KEYCLOAK);
        home.goOnWith(Provider.KEYCLOAK);

        assertThat(home.provider()).isEqualTo(Provider.KEYCLOAK);
        assertThatThrownBy(() -> home.goOnWith(Provider.ISSUER))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("began with Keycloak and keeps it");
    }

    @Test
    void whatBeganOnOurOwnIssuerIsNotMovedToKeycloak() throws IOException {
        Files.createDirectories(home.data(Component.ISSUER));
        home.goOnWith(Provider.ISSUER);

        assertThatThrownBy(() -> home.goOnWith(Provider.KEYCLOAK))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("began with our own issuer")
                .hasMessageContaining("--reset");
        assertThat(home.provider()).isEqualTo(Provider.ISSUER);
    }

    @Test
    void whoForgetsAllDataMayChooseAgain() throws IOException {
        home.goOnWith(Provider.KEYCLOAK);
        Files.createDirectories(Provider.KEYCLOAK.data(home.folder()).resolve("secrets"));

        home.reset();
        home.goOnWith(Provider.ISSUER);

        assertThat(home.provider()).isEqualTo(Provider.ISSUER);
        assertThat(Provider.KEYCLOAK.data(home.folder())).doesNotExist();
    }

    @Test
    void aDistributionThatWasNotBroughtIsOneLine() {
        SystemSettings settings = SystemSettings.of(folder.resolve("home"), folder)
                .withKeycloak(folder.resolve("keycloak.zip"))
                .standingApart();

        assertThatThrownBy(() -> PaincareSystem.start(settings, line -> {}))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("Keycloak is not here");
    }
}
